import { createHash, randomBytes } from 'node:crypto';
import type { Viewer } from '#lib/filter/viewer';
import { linkByHash } from '#lib/queries/account-links';
import { addInvite, addResetLink, type Invite } from '#lib/store/account-link';
import { acceptInvite, linkOver, spendResetLink } from '#lib/store/used-link';
import { acceptedPassword, parseEmail } from './account.ts';
import { hashPassword } from './password.ts';
import { openSession } from './sign-in.ts';

/** How long somebody has to open a link that was handed over. */
const LINK_DAYS = 7;

const TOKEN = /^[\w-]{43}$/;

/**
 * Invites a person: the path of a page on which they make their own account, to be handed over by
 * whatever way is at hand. It can be seen only now, since only its SHA-256 is kept.
 */
export async function invite(viewer: Viewer, wanted: Invite): Promise<string> {
  const { token, kept } = makeLink();
  await addInvite(viewer, { ...wanted, email: parseEmail(wanted.email) }, kept);
  return `/invite/${token}`;
}

/** The path of a page on which the owner of an account sets a new password, to be handed over. */
export async function makeResetLink(viewer: Viewer, email: string): Promise<string> {
  const { token, kept } = makeLink();
  await addResetLink(viewer, email, kept);
  return `/reset/${token}`;
}

/** For whom a link is, and who made it; null when it is good no more. */
export async function openLink(purpose: 'invite' | 'reset', token: string) {
  return TOKEN.test(token) ? await linkByHash(purpose, digest(token)) : null;
}

type Joining = { token: string; name: string; password: string };

/** Makes the invited's account and signs them in. */
export async function join({ token, name, password }: Joining, request: Headers): Promise<void> {
  const passwordHash = await hashFor('invite', token, password);
  const named = name.trim().slice(0, 100);
  const userId = await acceptInvite({ hash: digest(token) }, { name: named, passwordHash });
  await openSession(userId, 'password', request);
}

/** Sets the password by a reset link. Nobody is signed in by it: there may be a second step. */
export async function resetByLink(token: string, password: string): Promise<void> {
  await spendResetLink(digest(token), await hashFor('reset', token, password));
}

/** The hash of a password that somebody set by a link; one that leads nowhere costs no hash. */
async function hashFor(purpose: 'invite' | 'reset', token: string, password: string) {
  const link = await openLink(purpose, token);
  if (!link) throw linkOver();
  return await hashPassword(await acceptedPassword(password, link.email));
}

function makeLink() {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(Date.now() + LINK_DAYS * 24 * 3600 * 1000);
  return { token, kept: { hash: digest(token), expiresAt } };
}

function digest(token: string) {
  return Uint8Array.from(createHash('sha256').update(token).digest());
}
