import { db } from '#lib/db/client';
import { normaliseDomain } from '#lib/domain-name';
import { AppError } from '#lib/errors';
import { groupKey } from '#lib/filter/group-key';
import type { Viewer } from '#lib/filter/viewer';
import { unknownGroup } from './asked-domains.ts';
import { domainGroups } from './domain-groups.ts';

/** The ids of domains by name; `request/not-found` for one that is not there, or not the viewer's. */
export async function visibleDomainIds(
  viewer: Viewer,
  names: readonly string[],
): Promise<number[]> {
  const wanted = names.map((name) => normaliseDomain(name) ?? name);
  const found = await db().domain.findMany({
    where: {
      name: { in: wanted },
      ...(viewer.domains !== 'all' && { id: { in: [...viewer.domains] } }),
    },
    select: { id: true, name: true },
  });
  const missing = wanted.find((name) => !found.some((domain) => domain.name === name));
  if (missing === undefined) return found.map(({ id }) => id);
  throw new AppError('request/not-found', { detail: `No report has been about ${missing} yet.` });
}

/** The ids of groups by name; `request/not-found` for one that is not there, or holds nothing of the viewer's. */
export async function visibleGroupIds(viewer: Viewer, names: readonly string[]): Promise<number[]> {
  if (names.length === 0) return [];
  const seen = new Map((await domainGroups(viewer)).map(({ id, name }) => [groupKey(name), id]));
  return names.map((name) => {
    const id = seen.get(groupKey(name));
    if (id === undefined) throw unknownGroup(name);
    return id;
  });
}
