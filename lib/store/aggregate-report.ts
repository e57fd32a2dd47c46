import type { PoolClient } from 'pg';
import { faultPoint } from '#lib/fault';
import type { Verdict } from '#lib/report/authenticity';
import { addToDailyReports } from './daily-report.ts';
import type { FlatReport } from './flat-report.ts';
import type { Ids } from './look-up.ts';
import { type Candidate, type Placed, placeReports, type ReportTable } from './place.ts';
import { addToDaily, copyRecords, uncountRecords } from './record.ts';
import { declared, selected } from './report-row.ts';

/** Gives aggregate reports their rows, keeps the files of new ones and counts those that count. */
export async function storeAggregateReports(
  tx: PoolClient,
  candidates: readonly Candidate<FlatReport>[],
  { ids, countable }: { ids: Ids; countable: ReadonlySet<Verdict> },
): Promise<Placed<FlatReport>[]> {
  const table = reportTable(ids);
  const { placed, displaced } = await placeReports(tx, table, candidates, countable);
  faultPoint('after-report-rows');
  await keepOriginals(
    tx,
    placed.filter(({ fresh }) => fresh),
  );
  faultPoint('after-originals');
  await uncountRecords(tx, displaced);
  const counting = placed.filter(({ counts }) => counts);
  await copyRecords(tx, counting, ids);
  faultPoint('after-copy');
  await addToDaily(tx, counting, ids);
  await addToDailyReports(
    tx,
    counting.map(({ id }) => id),
  );
  faultPoint('after-roll-up');
  return placed;
}

/** Puts a new reading's statements in the place of those of a stored report. */
export async function updateAggregateReport(
  tx: PoolClient,
  id: string,
  report: FlatReport,
  ids: Ids,
): Promise<void> {
  const names = COLUMNS.map(([name]) => name).join(', ');
  await tx.query(
    `UPDATE report SET content_hash = decode($3, 'hex'), (${names}) = (
       SELECT ${COLUMNS.map(selected).join(', ')}
       FROM json_to_record($2::json) AS r(${COLUMNS.map(declared).join(', ')}))
     WHERE id = $1`,
    [id, JSON.stringify(toRow(report, ids)), report.contentHash],
  );
}

async function keepOriginals(tx: PoolClient, fresh: readonly Placed<FlatReport>[]) {
  if (fresh.length === 0) return;
  await tx.query(
    `INSERT INTO report_original (report_id, gzip) SELECT * FROM unnest($1::bigint[], $2::bytea[])`,
    [fresh.map(({ id }) => id), fresh.map(({ report }) => Buffer.from(report.originalGzip))],
  );
}

const COLUMNS = [
  ['domain_id', 'int'],
  ['reporter_id', 'int'],
  ['org_name', 'text'],
  ['email', 'text'],
  ['extra_contact_info', 'text'],
  ['report_id', 'text'],
  ['begin_at', 'timestamptz'],
  ['end_at', 'timestamptz'],
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

function reportTable(ids: Ids): ReportTable<FlatReport> {
  return { name: 'report', columns: COLUMNS, toRow: ({ report }) => toRow(report, ids) };
}

function toRow(report: FlatReport, ids: Ids): Record<(typeof COLUMNS)[number][0], unknown> {
  return {
    domain_id: ids.domain(report),
    reporter_id: ids.reporter(report),
    org_name: report.orgName,
    email: report.email,
    extra_contact_info: report.extraContactInfo,
    report_id: report.reportId,
    begin_at: report.beginAt,
    end_at: report.endAt,
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
