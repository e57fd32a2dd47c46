import { db } from '#lib/db/client';

/** What groups are called, by id; one that is gone is not among them. */
export async function groupNames(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const groups = await db().domainGroup.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(groups.map(({ id, name }) => [id, name]));
}
