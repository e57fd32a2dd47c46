import { createHash, randomBytes } from 'node:crypto';
import { askAs } from '#lib/db/wall';
import { AppError } from '#lib/errors';
import { mintViewer, runsAll, type Viewer } from '#lib/filter/viewer';
import { tokenByHash } from '#lib/queries/token-by-hash';
import { visibleDomainIds, visibleGroupIds } from '#lib/queries/visible-domain-ids';
import { addToken, firstOwnerId, noteTokenUse, type TokenScope } from '#lib/store/token';

const TOKEN = /^dmr_[0-9a-f]{16}_[\w-]{43}$/;
const DAY = 24 * 3600 * 1000;

type NewToken = {
  name: string;
  scope: TokenScope;
  /** Empty, and no groups: every domain its user may see. */
  domains: readonly string[];
  /** Groups whose domains it may see, whatever they hold when it is used. */
  groups?: readonly string[];
  /** Null: it does not expire. */
  expiresInDays: number | null;
  /** Whose it is; the viewer's when left out, the first owner's on the command line. */
  userId?: string;
};

/**
 * Makes a token of the API and answers with it: this is the only time it can be seen, since only its
 * SHA-256 is kept (SECURITY 30). It can do no more than the account it belongs to.
 */
export async function createToken(viewer: Viewer, wanted: NewToken): Promise<string> {
  const { scope, expiresInDays, groups = [] } = wanted;
  const userId = wanted.userId ?? viewer.userId ?? (await firstOwnerId());
  requireOwn(viewer, userId);
  const id = randomBytes(8).toString('hex');
  const token = `dmr_${id}_${randomBytes(32).toString('base64url')}`;
  await addToken(viewer, {
    id,
    name: wanted.name.trim().slice(0, 100) || 'token',
    hash: digest(token),
    scope,
    domainIds: await visibleDomainIds(viewer, wanted.domains),
    domains: wanted.domains,
    groupIds: await visibleGroupIds(viewer, groups),
    groups,
    userId,
    expiresAt: expiresInDays === null ? null : new Date(Date.now() + expiresInDays * DAY),
  });
  return token;
}

/**
 * Who a bearer token speaks for, limited to the token's domains; the request asks as them from then on.
 * `auth/unauthenticated` when it is unknown or has expired, `auth/forbidden` when it was made for another
 * purpose.
 */
export async function viewerOfToken(
  authorization: string,
  scope: TokenScope,
  now = new Date(),
): Promise<{ viewer: Viewer; tokenId: string }> {
  const [scheme = '', token = ''] = authorization.trim().split(/\s+/);
  const known =
    scheme.toLowerCase() === 'bearer' && TOKEN.test(token)
      ? await tokenByHash(digest(token), now)
      : null;
  if (!known) {
    throw new AppError('auth/unauthenticated', { detail: 'The token is unknown or has expired.' });
  }
  const { user } = known;
  const name = `token ${known.name}`;
  const domains = intersection(known.domainIds, user.domainIds);
  const viewer = mintViewer({ userId: user.id, name, role: user.role, domains });
  askAs(viewer);
  if (known.scope !== scope) {
    throw new AppError('auth/forbidden', {
      detail: `This token is for ${known.scope}; make one with --scope ${scope}.`,
    });
  }
  await noteTokenUse(known.id, now);
  return { viewer, tokenId: known.id };
}

/** An account limited after its token was made limits the token as well. */
function intersection(ofToken: readonly number[] | null, ofUser: readonly number[] | null) {
  if (ofToken === null) return ofUser ?? 'all';
  return ofUser ? ofToken.filter((id) => ofUser.includes(id)) : ofToken;
}

function requireOwn(viewer: Viewer, userId: string) {
  if (viewer.userId === userId || runsAll(viewer)) return;
  throw new AppError('auth/forbidden', {
    detail: 'A token is made for your own account.',
    reason: { why: 'ownToken' },
  });
}

function digest(token: string) {
  return createHash('sha256').update(token).digest();
}
