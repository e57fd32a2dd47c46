import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import { recordAudit } from './audit.ts';
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
  const before = await namedLimitsOf(userId);
  await db().$transaction([
    db().userDomain.deleteMany({ where: { userId } }),
    db().userGroup.deleteMany({ where: { userId } }),
    db().userDomain.createMany({ data: domainIds.map((domainId) => ({ userId, domainId })) }),
    db().userGroup.createMany({ data: groupIds.map((groupId) => ({ userId, groupId })) }),
    db().user.update({ where: { id: userId }, data: { limited } }),
  ]);
  await recordAudit(viewer, 'user.limit-domains', email, before, await namedLimitsOf(userId));
}

/** What an account is limited to, by name. */
async function namedLimitsOf(userId: string) {
  const name = { select: { name: true } } as const;
  const [domains, groups] = await Promise.all([
    db().userDomain.findMany({
      where: { userId },
      select: { domain: name },
      orderBy: { domain: { name: 'asc' } },
    }),
    db().userGroup.findMany({
      where: { userId },
      select: { group: name },
      orderBy: { group: { nameKey: 'asc' } },
    }),
  ]);
  return {
    domains: domains.map(({ domain }) => domain.name),
    groups: groups.map(({ group }) => group.name),
  };
}
