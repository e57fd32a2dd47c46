import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { pool } from '#lib/db/pool';
import type { Verdict } from '#lib/report/authenticity';

/** What a test cares to say about a record; the rest is one message that passed by both. */
export type SeedRecord = {
  day?: string;
  count?: number;
  ip?: string | null;
  sourceRaw?: string | null;
  outcome?: 'passed' | 'overridden' | 'quarantined' | 'rejected' | 'delivered';
  disposition?: 'none' | 'pass' | 'quarantine' | 'reject' | 'other';
  requested?: 'none' | 'quarantine' | 'reject';
  dkimAligned?: boolean;
  spfAligned?: boolean;
  inconsistent?: boolean;
  headerFrom?: string;
  envelopeFrom?: string | null;
  envelopeTo?: string | null;
  reasons?: { type: string; comment: string | null }[] | null;
  dkim?: { domain: string; selector: string | null; result: string; humanResult?: string | null }[];
  spf?: { domain: string; scope: string | null; result: string }[];
};

/** The same about a report: by default a day of example.com from one reporter. */
export type SeedReport = {
  domain?: string;
  isDemo?: boolean;
  reporter?: string;
  email?: string | null;
  reportId?: string;
  /** Its UTC day, when no period is given. */
  day?: string;
  begin?: string;
  end?: string;
  receivedAt?: string;
  spread?: boolean;
  counted?: boolean;
  identity?: string;
  verdict?: Verdict;
  signer?: string | null;
  policy?: {
    p?: string | null;
    sp?: string | null;
    adkim?: string;
    aspf?: string;
    testing?: string;
    pct?: string;
  };
  dialect?: 'rfc7489' | 'rfc9990';
  deviations?: { code: string; detail: string; count: number }[];
  original?: string;
  messageId?: string;
  records?: SeedRecord[];
};

export type Seeded = { id: string; uid: string; domainId: number };

/**
 * Writes a report into `report`, `record`, `daily` and what they refer to, in plain SQL: what the
 * questions are tested against is not written by the code that the product writes with.
 */
export async function seedReport(report: SeedReport = {}): Promise<Seeded> {
  const domain = report.domain ?? 'example.com';
  const domainId = await seedDomain(domain, report.isDemo ?? false);
  const reporterId = await seedReporter(report.reporter ?? 'Reporter');
  const records = (report.records ?? [{}]).map((record) => ({
    ...DEFAULT_RECORD,
    day: report.day ?? (report.begin ?? DEFAULT_DAY).slice(0, 10),
    headerFrom: domain,
    ...derived(record),
    ...record,
  }));
  const { id, uid } = await insertReport(report, domainId, reporterId, records);
  if (report.counted === false) return { id, uid, domainId };
  if (!report.spread) await addToRollup(id);
  for (const [index, record] of records.entries()) {
    const ids = { id, domainId, reporterId, authSetId: await seedAuthSet(record) };
    await insertRecord(record, index + 1, ids);
  }
  return { id, uid, domainId };
}

/** A domain, with or without reports; answers with its id. */
export async function seedDomain(name: string, isDemo = false): Promise<number> {
  return await idOf(
    `INSERT INTO domain (name, org_domain, is_demo) VALUES ($1, $1, $2)
     ON CONFLICT (name) DO UPDATE SET name = EXCLUDED.name RETURNING id`,
    [name, isDemo],
  );
}

/** A mail in the ledger; answers with its id. */
export async function seedMessage(state = 'done', subject: string | null = null): Promise<string> {
  const { rows } = await pool().query<{ id: string }>(
    `INSERT INTO message (origin, size, subject, received_at, state)
     VALUES ('import', 2640, $2, now(), $1::message_state) RETURNING id::text`,
    [state, subject],
  );
  return rows[0]?.id ?? '';
}

const DEFAULT_DAY = '2026-11-05';
const DEFAULT_RECORD = {
  count: 1,
  ip: '192.0.2.1',
  sourceRaw: null,
  requested: 'none',
  dkimAligned: true,
  spfAligned: true,
  inconsistent: false,
  envelopeFrom: null,
  envelopeTo: null,
  reasons: null,
  dkim: [],
  spf: [],
} satisfies SeedRecord;

type FullRecord = Required<SeedRecord>;

function derived(record: SeedRecord) {
  const passed = (record.dkimAligned ?? true) || (record.spfAligned ?? true);
  const outcome = record.outcome ?? (passed ? 'passed' : 'delivered');
  return { outcome, disposition: DISPOSITION[outcome] } as const;
}

const DISPOSITION = {
  passed: 'none',
  overridden: 'none',
  quarantined: 'quarantine',
  rejected: 'reject',
  delivered: 'none',
} as const;

async function insertReport(
  report: SeedReport,
  domainId: number,
  reporterId: number,
  records: readonly FullRecord[],
) {
  const day = report.day ?? DEFAULT_DAY;
  const begin = report.begin ?? `${day}T00:00:00Z`;
  const end = report.end ?? `${day}T23:59:59Z`;
  const reportId = report.reportId ?? randomUUID();
  const original = report.original ?? `<feedback id="${reportId}"/>`;
  const sum = (some: readonly FullRecord[]) => some.reduce((total, { count }) => total + count, 0);
  const { rows } = await pool().query<{ id: string; uid: string }>(
    `INSERT INTO report (domain_id, reporter_id, identity, content_hash, counted, org_name, email,
       report_id, begin_at, end_at, received_at, dialect, policy_p, policy_sp, policy_adkim,
       policy_aspf, policy_testing, deviations, spread, file_name, original_bytes, original_sha256,
       record_count, message_count, pass_count, message_id, verdict, signer, policy_pct)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $28, $12, $13, $14, $15, $16, $17,
       $18, 'report.xml', $19, $20, $21, $22, $23, $24, $25, $26, $27) RETURNING id::text, uid::text`,
    [
      domainId,
      reporterId,
      digest(report.identity ?? reportId),
      digest(original),
      report.counted ?? true,
      report.reporter ?? 'Reporter',
      report.email === undefined ? 'dmarc@reporter.example' : report.email,
      reportId,
      begin,
      end,
      report.receivedAt ?? new Date(Date.parse(end) + 3_600_000).toISOString(),
      report.policy?.p === undefined ? 'none' : report.policy.p,
      report.policy?.sp ?? null,
      report.policy?.adkim ?? null,
      report.policy?.aspf ?? null,
      report.policy?.testing ?? null,
      JSON.stringify(report.deviations ?? []),
      report.spread ?? false,
      original.length,
      digest(original),
      new Set(records).size,
      sum(records),
      sum(records.filter(({ outcome }) => outcome === 'passed')),
      report.messageId ?? null,
      report.verdict ?? 'not-checked',
      report.signer ?? null,
      report.policy?.pct ?? null,
      report.dialect ?? 'rfc7489',
    ],
  );
  const row = rows[0];
  if (!row) throw new Error('No report was inserted.');
  const gzip = gzipSync(original);
  await pool().query('INSERT INTO report_original VALUES ($1, $2)', [row.id, gzip]);
  return row;
}

/** In words of its own: by the day of its midpoint and the policy that it states. */
async function addToRollup(id: string) {
  await pool().query(
    `INSERT INTO daily_report
     SELECT domain_id, ((begin_at + (end_at - begin_at) / 2) AT TIME ZONE 'UTC')::date, reporter_id,
       concat_ws('; ', 'p=' || policy_p, CASE WHEN policy_sp <> policy_p THEN 'sp=' || policy_sp END,
         CASE WHEN policy_testing = 'y' THEN 't=y' END), 1, message_count, pass_count
     FROM report WHERE id = $1
     ON CONFLICT (domain_id, day, reporter_id, policy) DO UPDATE SET
       reports = daily_report.reports + 1, messages = daily_report.messages + EXCLUDED.messages,
       passed = daily_report.passed + EXCLUDED.passed`,
    [id],
  );
}

type Ids = { id: string; domainId: number; reporterId: number; authSetId: number };

async function insertRecord(record: FullRecord, recordNo: number, ids: Ids) {
  const { day, outcome, disposition, dkimAligned, spfAligned } = record;
  await pool().query('SELECT ensure_record_month($1::date)', [day]);
  await pool().query(
    `INSERT INTO record (report_id, day, record_no, domain_id, reporter_id, auth_set_id, count,
       outcome, disposition, requested, dkim_aligned, spf_aligned, inconsistent, source_ip,
       header_from, envelope_from, envelope_to, reasons, source_raw)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    [
      ids.id,
      day,
      recordNo,
      ids.domainId,
      ids.reporterId,
      ids.authSetId,
      record.count,
      outcome,
      disposition,
      record.requested,
      dkimAligned,
      spfAligned,
      record.inconsistent,
      record.ip,
      record.headerFrom,
      record.envelopeFrom,
      record.envelopeTo,
      record.reasons && JSON.stringify(record.reasons),
      record.sourceRaw,
    ],
  );
  await pool().query(
    `INSERT INTO daily VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
     ON CONFLICT (domain_id, day, outcome, disposition, dkim_aligned, spf_aligned)
     DO UPDATE SET messages = daily.messages + EXCLUDED.messages, records = daily.records + 1`,
    [ids.domainId, day, outcome, disposition, dkimAligned, spfAligned, record.count],
  );
  await pool().query(
    `INSERT INTO changed_month (domain_id, month) VALUES ($1, date_trunc('month', $2::timestamp))`,
    [ids.domainId, day],
  );
  if (record.ip === null) return;
  await pool().query('INSERT INTO source (ip) VALUES ($1) ON CONFLICT DO NOTHING', [record.ip]);
}

async function seedReporter(name: string) {
  return await idOf(
    `INSERT INTO reporter (name, name_key) VALUES ($1, lower($1))
     ON CONFLICT (name_key) DO UPDATE SET name_key = EXCLUDED.name_key RETURNING id`,
    [name],
  );
}

async function seedAuthSet({ dkim, spf }: FullRecord) {
  const full = {
    dkim: dkim.map((one) => ({ humanResult: null, resultRaw: one.result, ...one })),
    spf: spf.map((one) => ({ humanResult: null, resultRaw: one.result, ...one })),
  };
  return await idOf(
    `INSERT INTO auth_set (digest, dkim, spf) VALUES ($1, $2, $3)
     ON CONFLICT (digest) DO UPDATE SET digest = EXCLUDED.digest RETURNING id`,
    [digest(JSON.stringify(full)), JSON.stringify(full.dkim), JSON.stringify(full.spf)],
  );
}

async function idOf(insert: string, values: unknown[]) {
  const { rows } = await pool().query<{ id: number }>(insert, values);
  const row = rows[0];
  if (!row) throw new Error('Nothing was inserted.');
  return row.id;
}

function digest(text: string) {
  return createHash('sha256').update(text).digest();
}
