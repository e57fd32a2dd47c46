import { createHash } from 'node:crypto';
import { sql } from './client.ts';

/** An entry of the audit log as the chain reads it: every value as the text that Postgres gives. */
export type AuditText = {
  id: string;
  /** UTC, with milliseconds: `2026-11-30T14:00:00.123Z`. */
  at: string;
  actorId: string | null;
  actor: string;
  action: string;
  subject: string;
  before: string | null;
  after: string | null;
};

/** The columns of an `AuditText`, over `audit_log AS a`. */
export const AUDIT_TEXT = sql`a.id::text AS id,
  to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
  a.actor_id AS "actorId", a.actor, a.action, a.subject, a.before::text AS before,
  a.after::text AS after`;

/** SHA-256 of an entry: of its eight values as a JSON array, in hex. */
export function entryHash(entry: AuditText): string {
  const { id, at, actorId, actor, action, subject, before, after } = entry;
  return sha256(JSON.stringify([id, at, actorId, actor, action, subject, before, after]));
}

/** What stands before the first link. */
export const CHAIN_START = '0'.repeat(64);

/** A link of the chain: SHA-256 of the link before and the entry's hash, as text one after the other. */
export function linkHash(before: string, entry: AuditText): string {
  return sha256(before + entryHash(entry));
}

function sha256(text: string) {
  return createHash('sha256').update(text).digest('hex');
}
