import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Filter } from '#lib/filter/filter';
import { groupKey } from '#lib/filter/group-key';
import type { Viewer } from '#lib/filter/viewer';

/**
 * The domains that a filter asks for, by name or by a group: those of both, where it says both. Null
 * for one that says neither. What a group holds is found out here and nowhere else.
 */
export async function askedDomains(viewer: Viewer, filter: Filter): Promise<string[] | null> {
  const { domains, group } = filter;
  const named = domains.length > 0 ? domains : null;
  if (group === null) return named;
  const held = await domainsInGroup(viewer, group);
  if (held === null) throw unknownGroup(group);
  return named?.filter((name) => held.includes(name)) ?? held;
}

/** Whether a filter asks for a group that is not there, or holds nothing that the viewer may see. */
export async function isGroupUnknown(viewer: Viewer, { group }: Filter): Promise<boolean> {
  return group !== null && (await domainsInGroup(viewer, group)) === null;
}

async function domainsInGroup({ domains }: Viewer, name: string): Promise<string[] | null> {
  const found = await db().domainGroup.findUnique({
    where: { nameKey: groupKey(name) },
    select: {
      domains: {
        where: domains === 'all' ? {} : { domainId: { in: [...domains] } },
        select: { domain: { select: { name: true } } },
      },
    },
  });
  const names = found?.domains.map(({ domain }) => domain.name) ?? null;
  // Whether there is a group of others' domains is not theirs to know, either.
  return names?.length === 0 && domains !== 'all' ? null : names;
}

/** Never all domains in its place: whoever asks for a group must not be told of others. */
export function unknownGroup(group: string) {
  return new AppError('request/not-found', {
    detail: `There is no group named ${group} among those you may see. /api/v1/groups and Settings, Domains and groups, list them.`,
    reason: { why: 'noGroup', values: { group } },
  });
}
