import { randomUUID } from 'node:crypto';
import { db } from '#lib/db/client';
import { beyondWall } from '#lib/db/wall';
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

/**
 * An account as it is made: its sign-in, and what it may see. To whoever comes later the reports of
 * before are no news.
 */
export async function userRow(id: string, user: NewUser & { role: Role }, limits: NewLimits) {
  const { email, name, role, passwordHash } = user;
  const credential = { id: randomUUID(), accountId: id, providerId: 'credential' };
  // Whoever is invited sees nothing yet: the mark is of all reports.
  const { _max: newest } = await beyondWall(db).report.aggregate({ _max: { id: true } });
  return {
    id,
    email,
    name,
    role,
    limited: limits.limited,
    readMark: { create: { upTo: newest.id ?? 0n } },
    domains: { create: limits.domainIds.map((domainId) => ({ domainId })) },
    groups: { create: limits.groupIds.map((groupId) => ({ groupId })) },
    ...(passwordHash && { accounts: { create: { ...credential, password: passwordHash } } }),
  };
}
