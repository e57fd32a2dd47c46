import { transaction } from '#lib/db/pool';

/** A name for which receivers checked SPF of a domain's mail, and for how many messages. */
export type CheckedName = { name: string; messages: number };

/** Names of a domain that are asked about besides itself: who makes names up makes up many. */
export const MOST_SPF_NAMES = 20;

/**
 * Has the SPF records of names asked for that a month's mail was checked for. Of each domain the newest
 * month's come first, then those with most messages; the others are forgotten.
 */
export async function noteSpfNames(
  { domainId, month }: { domainId: number; month: string },
  names: readonly CheckedName[],
): Promise<void> {
  await transaction(async (tx) => {
    await tx.query(NOTE, [domainId, `${month}-01`, JSON.stringify(names.slice(0, MOST_SPF_NAMES))]);
    await tx.query(FORGET, [domainId, MOST_SPF_NAMES]);
  });
}

/** Due at once. What was noted of the domain itself keeps no month, and is never forgotten. */
const NOTE = `
  INSERT INTO spf_ranges AS s
    (domain_id, name, month, messages, state, beyond, checked_at, expires_at)
  SELECT $1, n.name, $2::date, n.messages, 'failed', '{}', now(), '-infinity'
  FROM jsonb_to_recordset($3::jsonb) AS n(name text, messages bigint) ORDER BY n.name
  ON CONFLICT (domain_id, name) DO UPDATE SET month = excluded.month, messages = excluded.messages
  WHERE s.month <= excluded.month`;

const FORGET = `
  DELETE FROM spf_ranges WHERE domain_id = $1 AND name IN (
    SELECT name FROM spf_ranges WHERE domain_id = $1 AND month IS NOT NULL
    ORDER BY month DESC, messages DESC, name OFFSET $2)`;
