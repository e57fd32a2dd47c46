import { db, sql } from '#lib/db/client';

/**
 * Of a row of `mailbox`: whether the circuit breaker has stopped it and nobody has decided about it
 * since. Who paused a mailbox stands in the audit log alone.
 */
export const IS_HELD = sql`(paused AND 'mailbox.hold' = (
  SELECT action FROM audit_log
  WHERE subject = mailbox.name AND action IN ('mailbox.hold', 'mailbox.pause', 'mailbox.resume')
  ORDER BY audit_log.id DESC LIMIT 1))`;

/** The mailboxes that the circuit breaker has stopped, by id. */
export async function heldMailboxes(): Promise<Set<number>> {
  const rows = await db().$queryRaw<{ id: number }[]>(sql`SELECT id FROM mailbox WHERE ${IS_HELD}`);
  return new Set(rows.map(({ id }) => id));
}
