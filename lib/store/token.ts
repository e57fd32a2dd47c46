import { db, writing } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { runsAll, type Viewer } from '#lib/filter/viewer';
import { forgetRequests } from './api-use.ts';
import { auditIn } from './audit.ts';

export const TOKEN_SCOPES = ['read', 'import'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

export type NewToken = {
  id: string;
  name: string;
  /** SHA-256 of the whole token; the token itself is not kept. */
  hash: Uint8Array;
  scope: TokenScope;
  domainIds: readonly number[];
  /** The same by name, for the audit log. */
  domains: readonly string[];
  groupIds: readonly number[];
  /** The same by name. */
  groups: readonly string[];
  userId: string;
  expiresAt: Date | null;
};

/** Keeps a new token's hash. */
export async function addToken(viewer: Viewer, token: NewToken): Promise<void> {
  const { hash, domainIds, domains, groupIds, groups, ...rest } = token;
  const limits = { domainIds: [...domainIds], groupIds: [...groupIds] };
  const data = { ...rest, ...limits, hash: Uint8Array.from(hash) };
  const { name, scope, expiresAt } = token;
  const facts = { name, scope, domains, groups, expiresAt: expiresAt?.toISOString() ?? null };
  await writing(async (tx) => {
    await tx.apiToken.create({ data });
    await auditIn(tx, viewer, 'token.create', token.id, null, facts);
  });
}

/** Ends a token, at once. Others' tokens are for owners and admins to end. */
export async function removeToken(viewer: Viewer, id: string): Promise<void> {
  const where = runsAll(viewer) ? { id } : { id, userId: viewer.userId ?? '' };
  await writing(async (tx) => {
    const { count } = await tx.apiToken.deleteMany({ where });
    if (count === 0) throw new AppError('request/not-found');
    await auditIn(tx, viewer, 'token.remove', id);
  });
  await forgetRequests(`token ${id}`);
}

/** Notes that a token was used; within a minute of the last note it writes nothing. */
export async function noteTokenUse(id: string, now: Date): Promise<void> {
  const aMinuteAgo = new Date(now.getTime() - 60_000);
  await db().apiToken.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: aMinuteAgo } }] },
    data: { lastUsedAt: now },
  });
}

/** The account that a token belongs to when nobody is named: the first owner's. */
export async function firstOwnerId(): Promise<string> {
  const owner = await db().user.findFirst({
    where: { role: 'owner' },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  if (owner) return owner.id;
  throw new AppError('request/not-found', {
    detail:
      'Nobody owns this installation yet. Open it in a browser, or run: ruascope user add EMAIL --role owner --password-file FILE',
  });
}
