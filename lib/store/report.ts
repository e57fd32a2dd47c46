import type { PoolClient } from 'pg';
import type { Ids } from './batch.ts';
import type { FlatReport } from './flat-report.ts';

/** A report that arrived in a mail. */
export type Candidate = { report: FlatReport; messageId: bigint; receivedAt: Date };

/**
 * A candidate with its row. `stored`: this is the one that counts; `duplicate`: the same content was
 * there; `conflict`: another content of the same identity was there, this one is kept beside it.
 * `already`: it was stored by this very mail before (a retry), so nothing is written again.
 */
export type PlacedReport = Candidate & {
  id: string;
  uid: string;
  outcome: 'stored' | 'duplicate' | 'conflict';
  already: boolean;
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
 * Gives each candidate its row in `report`: inserts what is new, and tells duplicates and conflicts
 * by identity and content (STANDARDS 2, QUIRKS 4.1-4.5). In the order given; the first one counts.
 */
export async function claimIdentities(
  tx: PoolClient,
  candidates: readonly Candidate[],
  ids: Ids,
): Promise<PlacedReport[]> {
  if (candidates.length === 0) return [];
  const inserted = await insertReports(tx, firstOf(candidates, identityKey), ids, true);
  const known = new Set((await findReports(tx, candidates)).map(rowKey));
  // Only now is it certain which content counts; any other content is kept beside it, uncounted.
  const others = firstOf(candidates, contentKey).filter((one) => !known.has(contentKey(one)));
  const kept = await insertReports(tx, others, ids, false);
  const rows = new Map((await findReports(tx, candidates)).map((row) => [rowKey(row), row]));
  const fresh = new Set([...inserted, ...kept].map(({ id }) => id));
  const seen = new Set<string>();
  return candidates.map((candidate) => place(candidate, rows, fresh, seen));
}

/** Keeps the file of each report that got a row just now, gzipped. */
export async function storeOriginals(
  tx: PoolClient,
  placed: readonly PlacedReport[],
): Promise<void> {
  const fresh = placed.filter(({ outcome, already }) => outcome !== 'duplicate' && !already);
  if (fresh.length === 0) return;
  await tx.query(
    `INSERT INTO report_original (report_id, gzip) SELECT * FROM unnest($1::bigint[], $2::bytea[])
     ON CONFLICT (report_id) DO NOTHING`,
    [fresh.map(({ id }) => id), fresh.map(({ report }) => Buffer.from(report.originalGzip))],
  );
}

function place(
  candidate: Candidate,
  rows: ReadonlyMap<string, Row>,
  fresh: ReadonlySet<string>,
  seen: Set<string>,
): PlacedReport {
  const row = rows.get(contentKey(candidate));
  if (!row) throw new Error('A report has neither been stored nor found.');
  const again = seen.has(row.id);
  seen.add(row.id);
  const mine = row.message_id === candidate.messageId.toString();
  const outcome = again || !mine ? 'duplicate' : row.counted ? 'stored' : 'conflict';
  return { ...candidate, id: row.id, uid: row.uid, outcome, already: again || !fresh.has(row.id) };
}

async function findReports(tx: PoolClient, candidates: readonly Candidate[]) {
  const { rows } = await tx.query<Row>(
    `SELECT ${ROW} FROM report
     WHERE identity = ANY(SELECT decode(h, 'hex') FROM unnest($1::text[]) AS h)`,
    [candidates.map(({ report }) => report.identity)],
  );
  return rows;
}

async function insertReports(
  tx: PoolClient,
  candidates: readonly Candidate[],
  ids: Ids,
  counted: boolean,
) {
  if (candidates.length === 0) return [];
  const rows = candidates.map((candidate) => toJson(candidate, ids, counted));
  // Sorted by identity: two workers take the same locks in the same order.
  const { rows: inserted } = await tx.query<Row>(
    `INSERT INTO report (${COLUMNS.map(([name]) => name).join(', ')})
     SELECT ${COLUMNS.map(([name, type]) => (type === 'hex' ? `decode(${name}, 'hex')` : name)).join(', ')}
     FROM json_to_recordset($1::json) AS r(${COLUMNS.map(declared).join(', ')})
     ORDER BY identity ON CONFLICT DO NOTHING RETURNING ${ROW}`,
    [JSON.stringify(rows)],
  );
  return inserted;
}

const ROW = `id::text, uid::text, encode(identity, 'hex') AS identity,
  encode(content_hash, 'hex') AS content_hash, counted, message_id::text`;

/** Column and type of every value of a new row, in the order of `toJson`. */
const COLUMNS = [
  ['domain_id', 'int'],
  ['reporter_id', 'int'],
  ['message_id', 'bigint'],
  ['identity', 'hex'],
  ['content_hash', 'hex'],
  ['counted', 'boolean'],
  ['org_name', 'text'],
  ['email', 'text'],
  ['extra_contact_info', 'text'],
  ['report_id', 'text'],
  ['begin_at', 'timestamptz'],
  ['end_at', 'timestamptz'],
  ['received_at', 'timestamptz'],
  ['dialect', 'dialect'],
  ['version', 'text'],
  ['generator', 'text'],
  ['errors', 'text[]'],
  ['policy_p', 'text'],
  ['policy_sp', 'text'],
  ['policy_np', 'text'],
  ['policy_adkim', 'text'],
  ['policy_aspf', 'text'],
  ['policy_pct', 'text'],
  ['policy_fo', 'text'],
  ['policy_testing', 'text'],
  ['discovery_method', 'text'],
  ['deviations', 'jsonb'],
  ['spread', 'boolean'],
  ['file_name', 'text'],
  ['original_bytes', 'int'],
  ['original_sha256', 'hex'],
  ['record_count', 'int'],
  ['message_count', 'bigint'],
  ['pass_count', 'bigint'],
] as const;

type Column = (typeof COLUMNS)[number];

function declared([name, type]: Column) {
  return `${name} ${type === 'hex' ? 'text' : type}`;
}

function toJson(
  { report, messageId, receivedAt }: Candidate,
  ids: Ids,
  counted: boolean,
): Record<Column[0], unknown> {
  return {
    domain_id: ids.domain(report),
    reporter_id: ids.reporter(report),
    message_id: messageId.toString(),
    identity: report.identity,
    content_hash: report.contentHash,
    counted,
    org_name: report.orgName,
    email: report.email,
    extra_contact_info: report.extraContactInfo,
    report_id: report.reportId,
    begin_at: report.beginAt,
    end_at: report.endAt,
    received_at: receivedAt,
    dialect: report.dialect,
    version: report.version,
    generator: report.generator,
    errors: report.errors,
    policy_p: report.policyP,
    policy_sp: report.policySp,
    policy_np: report.policyNp,
    policy_adkim: report.policyAdkim,
    policy_aspf: report.policyAspf,
    policy_pct: report.policyPct,
    policy_fo: report.policyFo,
    policy_testing: report.policyTesting,
    discovery_method: report.discoveryMethod,
    deviations: report.deviations,
    spread: report.spread,
    file_name: report.fileName,
    original_bytes: report.originalBytes,
    original_sha256: report.originalSha256,
    record_count: report.recordCount,
    message_count: report.messageCount,
    pass_count: report.passCount,
  };
}

function firstOf(candidates: readonly Candidate[], key: (candidate: Candidate) => string) {
  const first = new Map<string, Candidate>();
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
