import { randomUUID } from 'node:crypto';
import type { Role } from './managed-user.ts';

/** `passwordHash`: null for who comes in by another way. */
export type NewUser = { email: string; name: string; passwordHash: string | null };

/** Which domains an account may see where it is `limited`; else all of them. */
export type NewLimits = {
  limited: boolean;
  domainIds: readonly number[];
  groupIds: readonly number[];
};

export const NO_LIMITS: NewLimits = { limited: false, domainIds: [], groupIds: [] };

/** An account as it is made: its sign-in, and what it may see. */
export function userRow(id: string, user: NewUser & { role: Role }, limits: NewLimits) {
  const { email, name, role, passwordHash } = user;
  const credential = { id: randomUUID(), accountId: id, providerId: 'credential' };
  return {
    id,
    email,
    name,
    role,
    limited: limits.limited,
    domains: { create: limits.domainIds.map((domainId) => ({ domainId })) },
    groups: { create: limits.groupIds.map((groupId) => ({ groupId })) },
    ...(passwordHash && { accounts: { create: { ...credential, password: passwordHash } } }),
  };
}
