import { z } from 'zod';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import type { Role } from '#lib/store/managed-user';
import { setPassword } from '#lib/store/password';
import { addUser } from '#lib/store/user';
import type { NamedLimits } from '#lib/store/user-limits';
import { hashPassword, judgePassword } from './password.ts';

export type NewAccount = { email: string; password: string; name: string };

const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** Makes an account by an operator's hand, limited to its domains and groups; none means all. */
export async function createAccount(
  viewer: Viewer,
  account: NewAccount & { role: Role } & NamedLimits,
): Promise<string> {
  const { role, domains, groups = [] } = account;
  return await addUser(viewer, { ...(await parseAccount(account)), role, domains, groups });
}

/** Gives an account a new password and ends its sessions. */
export async function resetPassword(
  viewer: Viewer,
  email: string,
  password: string,
): Promise<void> {
  const address = parseEmail(email);
  await setPassword(viewer, address, await hashPassword(await acceptedPassword(password, address)));
}

/** An account as it is stored, or `request/invalid` with what to change. */
export async function parseAccount({ email, password, name }: NewAccount) {
  const address = parseEmail(email);
  const accepted = await acceptedPassword(password, address);
  return {
    email: address,
    name: name.trim().slice(0, 100) || address,
    passwordHash: await hashPassword(accepted),
  };
}

/** An address as it is stored, or `request/invalid`. */
export function parseEmail(email: string): string {
  const parsed = emailAddress.safeParse(email);
  if (parsed.success) return parsed.data;
  throw new AppError('request/invalid', {
    detail: 'This is not an email address.',
    reason: { why: 'notAnAddress' },
  });
}

/** The password of an account as it may be, or `request/invalid` with what to change. */
export async function acceptedPassword(password: string, email: string): Promise<string> {
  const fault = await judgePassword(password, email);
  if (fault) throw new AppError('request/invalid', fault);
  return password;
}
