import type { PoolClient } from 'pg';
import type { Verdict } from '#lib/report/authenticity';
import type { Candidate, Identified, ReportTable } from './place.ts';

/** What decides about a report, of whichever table; ids are bigints as text. */
export type ReportRow = {
  id: string;
  uid: string;
  identity: string;
  content_hash: string;
  counted: boolean;
  verdict: Verdict;
  message_id: string | null;
};

type TableName = ReportTable<never>['name'];

/** Every row that shares an identity with one of these reports. */
export async function findRows(
  tx: PoolClient,
  table: TableName,
  candidates: readonly Candidate[],
): Promise<ReportRow[]> {
  const { rows } = await tx.query<ReportRow>(
    `SELECT ${ROW} FROM ${table}
     WHERE identity = ANY(SELECT decode(h, 'hex') FROM unnest($1::text[]) AS h)`,
    [candidates.map(({ report }) => report.identity)],
  );
  return rows;
}

/** The rows of one identity, locked until the transaction ends. */
export async function lockRows(
  tx: PoolClient,
  table: TableName,
  identity: string,
): Promise<ReportRow[]> {
  const { rows } = await tx.query<ReportRow>(
    `SELECT ${ROW} FROM ${table} WHERE identity = decode($1, 'hex') ORDER BY id FOR UPDATE`,
    [identity],
  );
  return rows;
}

/** Inserts reports; one whose place is taken already (by another worker, too) gets no row. */
export async function insertRows<Report extends Identified>(
  tx: PoolClient,
  { name, columns, toRow }: ReportTable<Report>,
  candidates: readonly Candidate<Report>[],
  counted: boolean,
): Promise<ReportRow[]> {
  if (candidates.length === 0) return [];
  const all = [...OWN_COLUMNS, ...columns];
  const values = candidates.map((candidate) => ({
    ...toRow(candidate),
    ...own(candidate, counted),
  }));
  // Sorted by identity: two workers take the same locks in the same order.
  const { rows } = await tx.query<ReportRow>(
    `INSERT INTO ${name} (${all.map(([column]) => column).join(', ')})
     SELECT ${all.map(selected).join(', ')}
     FROM json_to_recordset($1::json) AS r(${all.map(declared).join(', ')})
     ORDER BY identity ON CONFLICT DO NOTHING RETURNING ${ROW}`,
    [JSON.stringify(values)],
  );
  return rows;
}

/** Writes down that a surer sender brought the same report. */
export async function raiseVerdict(
  tx: PoolClient,
  table: TableName,
  id: string,
  { verdict, signer }: Pick<Identified, 'verdict' | 'signer'>,
): Promise<void> {
  await tx.query(`UPDATE ${table} SET verdict = $2, signer = $3 WHERE id = $1`, [
    id,
    verdict,
    signer,
  ]);
}

/** Lets one report of an identity count, and the one that did no longer. */
export async function swapCounted(
  tx: PoolClient,
  table: TableName,
  from: string | null,
  to: string,
): Promise<void> {
  await tx.query(`UPDATE ${table} SET counted = false WHERE id = $1`, [from]);
  await tx.query(`UPDATE ${table} SET counted = true WHERE id = $1`, [to]);
}

const ROW = `id::text, uid::text, encode(identity, 'hex') AS identity,
  encode(content_hash, 'hex') AS content_hash, counted, verdict::text, message_id::text`;

const OWN_COLUMNS = [
  ['message_id', 'bigint'],
  ['identity', 'hex'],
  ['content_hash', 'hex'],
  ['counted', 'boolean'],
  ['verdict', 'verdict'],
  ['signer', 'text'],
  ['received_at', 'timestamptz'],
] as const;

function own({ report, messageId, receivedAt }: Candidate, counted: boolean) {
  return {
    message_id: messageId.toString(),
    identity: report.identity,
    content_hash: report.contentHash,
    counted,
    verdict: report.verdict,
    signer: report.signer,
    received_at: receivedAt,
  };
}

/** A column as it is selected from JSON that was declared by `declared`. */
export function selected([name, type]: readonly [string, string]) {
  return type === 'hex' ? `decode(${name}, 'hex')` : name;
}

/** A column as `json_to_recordset` is told of it: bytes travel as hexadecimal text. */
export function declared([name, type]: readonly [string, string]) {
  return `${name} ${type === 'hex' ? 'text' : type}`;
}
