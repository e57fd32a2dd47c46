import { db } from '#lib/db/client';
import { beyondWall } from '#lib/db/wall';
import { AppError } from '#lib/errors';
import { groupKey } from '#lib/filter/group-key';

/** The ids of groups by name, each once; `request/not-found` names one that is not there. */
export async function idsOfGroups(names: readonly string[]): Promise<number[]> {
  const found = await beyondWall(db).domainGroup.findMany({
    where: { nameKey: { in: names.map(groupKey) } },
    select: { id: true, nameKey: true },
  });
  const missing = names.find((name) => !found.some(({ nameKey }) => nameKey === groupKey(name)));
  if (missing === undefined) return found.map(({ id }) => id);
  throw new AppError('request/not-found', {
    detail: `There is no group named ${missing}. Settings, Domains and groups, lists them.`,
    reason: { why: 'noGroup', values: { group: missing } },
  });
}

/** Of groups by id those that are still there. */
export async function groupsLeft(ids: readonly number[]): Promise<{ id: number; name: string }[]> {
  if (ids.length === 0) return [];
  // Who comes by an invitation is nobody yet.
  return await beyondWall(db).domainGroup.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
    orderBy: { nameKey: 'asc' },
  });
}
