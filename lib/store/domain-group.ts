import { type Snapshot, writing } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { GroupName } from '#lib/filter/group';
import { groupKey } from '#lib/filter/group-key';
import type { Viewer } from '#lib/filter/viewer';
import { auditIn } from './audit.ts';
import { requireRank } from './managed-user.ts';

/** Makes a group, without any domain at first. Answers with its id. */
export async function addGroup(viewer: Viewer, given: GroupName): Promise<number> {
  requireRank(viewer, 'viewer');
  return await unlessTaken(given, async (tx) => {
    const { id } = await tx.domainGroup.create({ data: rowOf(given) });
    await auditIn(tx, viewer, 'group.create', given.name, null, given);
    return id;
  });
}

/** Gives a group another name or note. Links that name it as it was called lead nowhere then. */
export async function changeGroup(viewer: Viewer, id: number, given: GroupName): Promise<void> {
  requireRank(viewer, 'viewer');
  await unlessTaken(given, async (tx) => {
    const { name, note } = await requireGroup(tx, id);
    await tx.domainGroup.update({ where: { id }, data: rowOf(given) });
    await auditIn(tx, viewer, 'group.update', name, { name, note }, given);
  });
}

/** Takes a group away. Its domains stay. */
export async function removeGroup(viewer: Viewer, id: number): Promise<void> {
  requireRank(viewer, 'viewer');
  await writing(async (tx) => {
    const { name, note, domains } = await requireGroup(tx, id);
    await tx.domainGroup.delete({ where: { id } });
    await auditIn(tx, viewer, 'group.remove', name, { note, domains });
  });
}

/** Puts domains in a group, where they stay what else they are in. Answers with how many are new in it. */
export async function putInGroup(
  viewer: Viewer,
  id: number,
  names: readonly string[],
): Promise<number> {
  requireRank(viewer, 'viewer');
  return await writing(async (tx) => {
    const before = await requireGroup(tx, id);
    const domains = await tx.domain.findMany({
      where: { name: { in: [...names] } },
      select: { id: true },
    });
    await tx.groupDomain.createMany({
      data: domains.map(({ id: domainId }) => ({ groupId: id, domainId })),
      skipDuplicates: true,
    });
    return await noteDomains(tx, viewer, 'group.assign', id, before.domains);
  });
}

/** Takes domains out of a group: who is limited to it sees them no more. Answers with how many left. */
export async function takeFromGroup(
  viewer: Viewer,
  id: number,
  names: readonly string[],
): Promise<number> {
  requireRank(viewer, 'viewer');
  return await writing(async (tx) => {
    const before = await requireGroup(tx, id);
    await tx.groupDomain.deleteMany({
      where: { groupId: id, domain: { name: { in: [...names] } } },
    });
    return await noteDomains(tx, viewer, 'group.unassign', id, before.domains);
  });
}

/** Writes down what a group holds now, where that is something else. */
async function noteDomains(
  tx: Snapshot,
  viewer: Viewer,
  deed: 'group.assign' | 'group.unassign',
  id: number,
  before: string[],
) {
  const { name, domains } = await requireGroup(tx, id);
  const changed = Math.abs(domains.length - before.length);
  if (changed > 0) await auditIn(tx, viewer, deed, name, { domains: before }, { domains });
  return changed;
}

async function requireGroup(tx: Snapshot, id: number) {
  const group = await tx.domainGroup.findUnique({
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
async function unlessTaken<T>(
  { name }: GroupName,
  write: (tx: Snapshot) => Promise<T>,
): Promise<T> {
  try {
    return await writing(write);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'P2002')) throw cause;
    throw new AppError('request/conflict', {
      cause,
      detail: `There is a group named ${name} already.`,
      reason: { why: 'hasGroup', values: { group: name } },
    });
  }
}
