import { type Snapshot, writing } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { requireManaged } from './managed-user.ts';
import { idsOfDomains } from './user-domains.ts';
import { idsOfGroups } from './user-groups.ts';
import type { NewLimits } from './user-row.ts';

/** Domains and groups that an account is limited to, by name; to nothing where both are empty. */
export type NamedLimits = { domains: readonly string[]; groups?: readonly string[] };

/** The same by id; domains that no report has named yet are made. */
export async function limitsTo({ domains, groups = [] }: NamedLimits): Promise<NewLimits> {
  const groupIds = await idsOfGroups(groups);
  const domainIds = await idsOfDomains(domains);
  return { limited: domainIds.length + groupIds.length > 0, domainIds, groupIds };
}

/**
 * Limits an account to these domains and groups, or lifts its limits where there are none. Nobody does
 * so to themselves: who can no longer see all could not take it back.
 */
export async function limitAccount(
  viewer: Viewer,
  email: string,
  named: NamedLimits,
): Promise<void> {
  const { id: userId } = await requireManaged(viewer, email);
  if (userId === viewer.userId) throw new AppError('auth/forbidden');
  const { limited, domainIds, groupIds } = await limitsTo(named);
  await writing(async (tx) => {
    const before = await namedLimitsOf(tx, userId);
    await tx.userDomain.deleteMany({ where: { userId } });
    await tx.userGroup.deleteMany({ where: { userId } });
    await tx.userDomain.createMany({ data: domainIds.map((domainId) => ({ userId, domainId })) });
    await tx.userGroup.createMany({ data: groupIds.map((groupId) => ({ userId, groupId })) });
    await tx.user.update({ where: { id: userId }, data: { limited } });
    const after = await namedLimitsOf(tx, userId);
    await auditIn(tx, viewer, 'user.limit-domains', email, before, after);
  });
}

/** What an account is limited to, by name. */
async function namedLimitsOf(tx: Snapshot, userId: string) {
  const name = { select: { name: true } } as const;
  const domains = await tx.userDomain.findMany({
    where: { userId },
    select: { domain: name },
    orderBy: { domain: { name: 'asc' } },
  });
  const groups = await tx.userGroup.findMany({
    where: { userId },
    select: { group: name },
    orderBy: { group: { nameKey: 'asc' } },
  });
  return {
    domains: domains.map(({ domain }) => domain.name),
    groups: groups.map(({ group }) => group.name),
  };
}
