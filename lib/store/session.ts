import { db, writing } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { requireManaged } from './managed-user.ts';

const MINUTE = 60_000;

/** Notes that a session was used; within a minute of the last note it asks nothing of the database. */
export async function noteSessionUse(id: string, usedAt: Date, now: Date): Promise<void> {
  if (now.getTime() - usedAt.getTime() < MINUTE) return;
  await db().session.updateMany({
    where: { id, updatedAt: { lt: new Date(now.getTime() - MINUTE) } },
    data: { updatedAt: now },
  });
}

/** A session as it begins; the `token` is what its cookie holds. */
type NewSession = {
  id: string;
  token: string;
  userId: string;
  expiresAt: Date;
  method: SignInMethod;
  ipAddress: string | null;
  userAgent: string | null;
};

/** By what a person proved who they are. */
export const SIGN_IN_METHODS = ['password', 'totp', 'sso', 'passkey'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

type Comer = { name: string; email: string; network: string };

/** Begins a session, and writes down who came from which network: nobody is in without that. */
export async function beginSession(session: NewSession, { name, email, network }: Comer) {
  const { userId, method } = session;
  return await writing(async (tx) => {
    const begun = await tx.session.create({ data: session });
    const facts = { network, method };
    await auditIn(tx, { userId, name }, 'session.open', email, null, facts);
    return begun;
  });
}

/** Ends the session whose holder leaves; nothing where it is gone already. */
export async function closeSession(viewer: Viewer, id: string): Promise<void> {
  await writing(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id } });
    if (count > 0) await auditIn(tx, viewer, 'session.close', viewer.name);
  });
}

/** Ends a session of the account at once: every request asks anew whether it is there. */
export async function endSession(viewer: Viewer, email: string, id: string): Promise<void> {
  const { id: userId } = await requireManaged(viewer, email, { orSelf: true });
  await writing(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id, userId } });
    if (count === 0) throw new AppError('request/not-found');
    await auditIn(tx, viewer, 'session.end', email);
  });
}

/** Ends every session of the account, or all but the one to `keep`; answers with how many. */
export async function endSessions(
  viewer: Viewer,
  email: string,
  { keep }: { keep?: string } = {},
): Promise<number> {
  const { id: userId } = await requireManaged(viewer, email, { orSelf: true });
  const others = keep === undefined ? {} : { id: { not: keep } };
  return await writing(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { userId, ...others } });
    await auditIn(tx, viewer, 'session.end-all', email, null, { sessions: count });
    return count;
  });
}
