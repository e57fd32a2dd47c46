import { randomUUID } from 'node:crypto';
import type { Role } from './managed-user.ts';

/** `passwordHash`: null for who comes in by another way. */
export type NewUser = { email: string; name: string; passwordHash: string | null };

/** An account as it is made: its sign-in, and the domains it is limited to, unless there are none. */
export function userRow(id: string, user: NewUser & { role: Role }, domains: readonly number[]) {
  const { email, name, role, passwordHash } = user;
  const credential = { id: randomUUID(), accountId: id, providerId: 'credential' };
  return {
    id,
    email,
    name,
    role,
    limited: domains.length > 0,
    domains: { create: domains.map((domainId) => ({ domainId })) },
    ...(passwordHash && { accounts: { create: { ...credential, password: passwordHash } } }),
  };
}
