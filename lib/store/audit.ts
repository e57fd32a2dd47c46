import type { PoolClient } from 'pg';
import { db, type Snapshot } from '#lib/db/client';
import type { Deed } from '#lib/filter/deed';
import type { Viewer } from '#lib/filter/viewer';

/** What changed, as plain data; never a secret. */
type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Who did it; somebody who could not sign in is nobody yet. */
type Actor = Pick<Viewer, 'userId' | 'name'>;

/** What `recordAudit` and `auditIn` write down, for deeds that are handed theirs. */
export type Entry = readonly [
  actor: Actor,
  deed: Deed,
  subject: string,
  before?: Facts | null,
  after?: Facts | null,
];

/** Writes down who did what to what. Rows are only ever added: Postgres refuses anything else. */
export async function recordAudit(...entry: Entry): Promise<void> {
  await db().auditLog.create({ data: rowOf(entry) });
}

/** The same in the transaction of the deed: both are there afterwards, or neither. */
export async function auditIn(tx: Snapshot | PoolClient, ...entry: Entry): Promise<void> {
  const data = rowOf(entry);
  if (!('query' in tx)) {
    await tx.auditLog.create({ data });
    return;
  }
  const { actorId, actor, action, subject, before, after } = data;
  await tx.query(
    `INSERT INTO audit_log (actor_id, actor, action, subject, before, after)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb)`,
    [
      actorId,
      actor,
      action,
      subject,
      ...[before, after].map((facts) => facts && JSON.stringify(facts)),
    ],
  );
}

function rowOf([actor, deed, subject, before, after]: Entry) {
  return {
    actorId: actor.userId,
    actor: actor.name,
    action: deed,
    subject,
    ...(before && { before }),
    ...(after && { after }),
  };
}
