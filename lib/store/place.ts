import type { PoolClient } from 'pg';

/** A report of any kind that arrived in a mail; both hashes are hex (lib/report/identity.ts). */
export type Candidate<Report extends Identified = Identified> = {
  report: Report;
  messageId: bigint;
  receivedAt: Date;
};

export type Identified = { identity: string; contentHash: string };

/**
 * A candidate with its row. `stored`: this is the one that counts; `duplicate`: the same content was
 * there; `conflict`: another content of the same identity was there, this one is kept beside it.
 * `already`: the row was there before this batch (a duplicate, or a mail read again), so nothing
 * more is written for it.
 */
export type Placed<Report extends Identified = Identified> = Candidate<Report> & {
  id: string;
  uid: string;
  outcome: 'stored' | 'duplicate' | 'conflict';
  already: boolean;
};

/** A table of reports and how a candidate becomes a row of it. */
export type ReportTable<Report extends Identified> = {
  name: 'report' | 'tls_report' | 'failure_report';
  /** Column and type; `hex` is bytea given as hexadecimal digits. */
  columns: readonly (readonly [name: string, type: string])[];
  toRow(candidate: Candidate<Report>): Record<string, unknown>;
};

type Row = {
  id: string;
  uid: string;
  identity: string;
  content_hash: string;
  counted: boolean;
  message_id: string | null;
};

/**
 * Gives each candidate its row: inserts what is new, and tells duplicates and conflicts by identity
 * and content (STANDARDS 2, QUIRKS 4.1-4.5). In the order given; the first of an identity counts.
 */
export async function placeReports<Report extends Identified>(
  tx: PoolClient,
  table: ReportTable<Report>,
  candidates: readonly Candidate<Report>[],
): Promise<Placed<Report>[]> {
  if (candidates.length === 0) return [];
  const inserted = await insert(tx, table, firstOf(candidates, identityKey), true);
  const known = new Set((await find(tx, table, candidates)).map(rowKey));
  // Only now is it certain which content counts; any other content is kept beside it, uncounted.
  const others = firstOf(candidates, contentKey).filter((one) => !known.has(contentKey(one)));
  const kept = await insert(tx, table, others, false);
  const rows = new Map((await find(tx, table, candidates)).map((row) => [rowKey(row), row]));
  const fresh = new Set([...inserted, ...kept].map(({ id }) => id));
  const seen = new Set<string>();
  return candidates.map((candidate) => place(candidate, rows, fresh, seen));
}

function place<Report extends Identified>(
  candidate: Candidate<Report>,
  rows: ReadonlyMap<string, Row>,
  fresh: ReadonlySet<string>,
  seen: Set<string>,
): Placed<Report> {
  const row = rows.get(contentKey(candidate));
  if (!row) throw new Error('A report has neither been stored nor found.');
  const again = seen.has(row.id);
  seen.add(row.id);
  const mine = row.message_id === candidate.messageId.toString();
  const outcome = again || !mine ? 'duplicate' : row.counted ? 'stored' : 'conflict';
  return { ...candidate, id: row.id, uid: row.uid, outcome, already: again || !fresh.has(row.id) };
}

async function find(
  tx: PoolClient,
  { name }: Pick<ReportTable<never>, 'name'>,
  candidates: readonly Candidate[],
) {
  const { rows } = await tx.query<Row>(
    `SELECT ${ROW} FROM ${name}
     WHERE identity = ANY(SELECT decode(h, 'hex') FROM unnest($1::text[]) AS h)`,
    [candidates.map(identityKey)],
  );
  return rows;
}

async function insert<Report extends Identified>(
  tx: PoolClient,
  { name, columns, toRow }: ReportTable<Report>,
  candidates: readonly Candidate<Report>[],
  counted: boolean,
) {
  if (candidates.length === 0) return [];
  const all = [...OWN_COLUMNS, ...columns];
  const rows = candidates.map((candidate) => ({ ...toRow(candidate), ...own(candidate, counted) }));
  // Sorted by identity: two workers take the same locks in the same order.
  const { rows: inserted } = await tx.query<Row>(
    `INSERT INTO ${name} (${all.map(([column]) => column).join(', ')})
     SELECT ${all.map(selected).join(', ')}
     FROM json_to_recordset($1::json) AS r(${all.map(declared).join(', ')})
     ORDER BY identity ON CONFLICT DO NOTHING RETURNING ${ROW}`,
    [JSON.stringify(rows)],
  );
  return inserted;
}

const OWN_COLUMNS = [
  ['message_id', 'bigint'],
  ['identity', 'hex'],
  ['content_hash', 'hex'],
  ['counted', 'boolean'],
  ['received_at', 'timestamptz'],
] as const;

function own({ report, messageId, receivedAt }: Candidate, counted: boolean) {
  return {
    message_id: messageId.toString(),
    identity: report.identity,
    content_hash: report.contentHash,
    counted,
    received_at: receivedAt,
  };
}

function selected([name, type]: readonly [string, string]) {
  return type === 'hex' ? `decode(${name}, 'hex')` : name;
}

function declared([name, type]: readonly [string, string]) {
  return `${name} ${type === 'hex' ? 'text' : type}`;
}

const ROW = `id::text, uid::text, encode(identity, 'hex') AS identity,
  encode(content_hash, 'hex') AS content_hash, counted, message_id::text`;

function firstOf<One extends Candidate>(candidates: readonly One[], key: (one: One) => string) {
  const first = new Map<string, One>();
  for (const candidate of candidates) {
    if (!first.has(key(candidate))) first.set(key(candidate), candidate);
  }
  return [...first.values()];
}

function identityKey({ report }: Candidate) {
  return report.identity;
}

function contentKey({ report }: Candidate) {
  return `${report.identity} ${report.contentHash}`;
}

function rowKey(row: Row) {
  return `${row.identity} ${row.content_hash}`;
}
