import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { type GroupName, groupKey } from '#lib/filter/group';
import type { Viewer } from '#lib/filter/viewer';
import { recordAudit } from './audit.ts';
import { requireRank } from './managed-user.ts';

/** Makes a group, without any domain at first. Answers with its id. */
export async function addGroup(viewer: Viewer, given: GroupName): Promise<number> {
  requireRank(viewer, 'viewer');
  const { id } = await unlessTaken(given, () => db().domainGroup.create({ data: rowOf(given) }));
  await recordAudit(viewer, 'group.create', given.name, null, given);
  return id;
}

/** Gives a group another name or note. Links that name it as it was called lead nowhere then. */
export async function changeGroup(viewer: Viewer, id: number, given: GroupName): Promise<void> {
  requireRank(viewer, 'viewer');
  const { name, note } = await requireGroup(id);
  await unlessTaken(given, () => db().domainGroup.update({ where: { id }, data: rowOf(given) }));
  await recordAudit(viewer, 'group.update', name, { name, note }, given);
}

/** Takes a group away. Its domains stay. */
export async function removeGroup(viewer: Viewer, id: number): Promise<void> {
  requireRank(viewer, 'viewer');
  const { name, note, domains } = await requireGroup(id);
  await db().domainGroup.delete({ where: { id } });
  await recordAudit(viewer, 'group.remove', name, { note, domains });
}

/** Puts domains in a group, where they stay what else they are in. Answers with how many are new in it. */
export async function putInGroup(
  viewer: Viewer,
  id: number,
  names: readonly string[],
): Promise<number> {
  requireRank(viewer, 'viewer');
  const before = await requireGroup(id);
  const domains = await db().domain.findMany({
    where: { name: { in: [...names] } },
    select: { id: true },
  });
  await db().groupDomain.createMany({
    data: domains.map(({ id: domainId }) => ({ groupId: id, domainId })),
    skipDuplicates: true,
  });
  return await noteDomains(viewer, 'group.assign', id, before.domains);
}

/** Takes domains out of a group: who is limited to it sees them no more. Answers with how many left. */
export async function takeFromGroup(
  viewer: Viewer,
  id: number,
  names: readonly string[],
): Promise<number> {
  requireRank(viewer, 'viewer');
  const before = await requireGroup(id);
  await db().groupDomain.deleteMany({
    where: { groupId: id, domain: { name: { in: [...names] } } },
  });
  return await noteDomains(viewer, 'group.unassign', id, before.domains);
}

/** Writes down what a group holds now, where that is something else. */
async function noteDomains(
  viewer: Viewer,
  deed: 'group.assign' | 'group.unassign',
  id: number,
  before: string[],
) {
  const { name, domains } = await requireGroup(id);
  const changed = Math.abs(domains.length - before.length);
  if (changed > 0) await recordAudit(viewer, deed, name, { domains: before }, { domains });
  return changed;
}

async function requireGroup(id: number) {
  const group = await db().domainGroup.findUnique({
    where: { id },
    select: {
      name: true,
      note: true,
      domains: {
        select: { domain: { select: { name: true } } },
        orderBy: { domain: { name: 'asc' } },
      },
    },
  });
  if (!group) throw new AppError('request/not-found');
  return { ...group, domains: group.domains.map(({ domain }) => domain.name) };
}

function rowOf({ name, note }: GroupName) {
  return { name, note, nameKey: groupKey(name) };
}

/** Names are told apart without regard to case: nobody means two groups by one word. */
async function unlessTaken<T>({ name }: GroupName, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'P2002')) throw cause;
    throw new AppError('request/conflict', {
      cause,
      detail: `There is a group named ${name} already.`,
      reason: { why: 'hasGroup', values: { group: name } },
    });
  }
}
