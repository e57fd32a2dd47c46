import { AUDIT_TEXT, type AuditText, entryHash } from '#lib/db/audit-entry';
import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { whereAudit } from './audit-log.ts';
import { dataset } from './dataset.ts';
import { streamRows } from './stream-rows.ts';

type Row = AuditText & { position: number | null; link: string | null };

/** The dataset `audit-log`: who did what, with all that it takes to check the chain over it. */
export const AUDIT_LOG = dataset<Row>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    {
      name: 'entry_no',
      value: (row) => Number(row.id),
      doc: 'Our number of the entry; gaps mean nothing',
    },
    { name: 'at_utc', value: (row) => row.at, doc: 'When, to the millisecond' },
    { name: 'actor', value: (row) => row.actor, doc: 'Who: an account, a token, or system' },
    {
      name: 'actor_id',
      value: (row) => row.actorId,
      doc: 'Our id of the account; empty for system',
    },
    { name: 'action', value: (row) => row.action, doc: 'What was done' },
    { name: 'subject', value: (row) => row.subject, doc: 'What it was done to' },
    { name: 'before', value: (row) => row.before, doc: 'What was so before, as JSON' },
    { name: 'after', value: (row) => row.after, doc: 'What is so since, as JSON' },
    {
      name: 'entry_sha256',
      value: entryHash,
      doc: 'SHA-256 of the JSON array of entry_no (as text), at_utc, actor_id, actor, action, subject, before, after (null where empty)',
    },
    {
      name: 'chain_position',
      value: (row) => row.position,
      doc: 'Place in the chain, from 1 without gaps; empty until the next link is made',
    },
    {
      name: 'chain_sha256',
      value: (row) => row.link,
      doc: 'SHA-256 of the chain_sha256 of the position before (64 zeros at first) and entry_sha256, as text',
    },
  ],
  listEntries,
);

async function* listEntries(
  viewer: Viewer,
  filter: Filter,
  now: Date,
  gone?: AbortSignal,
): AsyncGenerator<Row[]> {
  yield* streamRows<Row>(
    sql`
    SELECT ${AUDIT_TEXT}, s.position::float8 AS position, encode(s.hash, 'hex') AS link
    FROM audit_log AS a LEFT JOIN audit_seal AS s ON s.audit_id = a.id
    WHERE ${await whereAudit(viewer, filter, now)} ORDER BY a.id`,
    gone,
  );
}
