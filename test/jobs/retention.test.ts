import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader } from '#lib/ingest/reader-thread';
import { recount } from '#lib/ingest/recount';
import { reparseReports } from '#lib/ingest/reparse';
import { applyRetention, planRetention } from '#lib/jobs/retention';
import { verifyRollup } from '#lib/jobs/verify-rollup';
import { setCountedVerdicts } from '#lib/store/counted-verdicts';
import { forgetDictionary } from '#lib/store/dictionary';
import { readRetention, retentionSettings, setRetention } from '#lib/store/retention-settings';
import { clearAudit } from '#test/support/clear-audit';
import { expectRollupsAgree } from '#test/support/rollups';
import { type Sample, sampleMail } from '#test/support/sample-report';
import { seedMessage, seedReport } from '#test/support/seed';
import { runCli } from '#test/workers/run-cli';

// What has been kept long enough goes, exactly what the preview said, and the sums stay.

const NOW = new Date('2026-11-24T03:17:00Z');
const NEVER = new AbortController().signal;
const context = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;
const reader = createReader();

beforeEach(async () => {
  await pool().query(`TRUNCATE record, daily, report, tls_report, failure_report, message, domain,
    reporter, quarantine, dropped_month, setting CASCADE`);
  await clearAudit();
  forgetDictionary();
});

afterEach(expectRollupsAgree);

afterAll(async () => {
  await reader.close();
  await closePool();
  await disconnect();
});

async function decide(settings: Partial<typeof retentionSettings._input>) {
  await setRetention(SYSTEM_VIEWER, retentionSettings.parse(settings));
}

async function apply() {
  return (await applyRetention(NOW, NEVER)).text;
}

async function count(sql: string) {
  const { rows } = await pool().query<{ n: number }>(`SELECT (${sql})::int AS n`);
  return rows[0]?.n;
}

async function sums() {
  return {
    records: await count('SELECT count(*) FROM record'),
    rolledUp: await count('SELECT sum(messages) FROM daily'),
    reports: await count('SELECT count(*) FROM report'),
  };
}

async function differences() {
  const found: unknown[] = [];
  for await (const month of verifyRollup({})) found.push(...month.differences);
  return found;
}

async function deliver(...samples: Sample[]) {
  const outcomes = await ingestBatch(
    reader,
    samples.map((sample) => sampleMail(sample)),
    context,
  );
  return outcomes.flatMap(({ items }) => items.map(({ outcome }) => outcome));
}

const SEPTEMBER = { begin: '2026-09-05T00:00Z', end: '2026-09-05T23:59:59Z' };

describe('by default', () => {
  test('records stay for ever, files go after 90 days, quarantine after 30', async () => {
    expect(await readRetention()).toEqual({
      ...{ recordDays: null, domainDays: {}, originalDays: 90, failureDays: 90 },
      ...{ quarantineDays: 30, quarantineBytes: 1_000_000_000 },
    });
    await seedReport({ day: '2020-01-01' });
    expect((await planRetention(NOW)).records).toMatchObject({ rows: 0, months: [] });
    expect(await apply()).toBe('Nothing was due.');
    expect(await sums()).toMatchObject({ records: 1 });
  });
});

describe('records', () => {
  test('go by whole months, exactly as the preview says; their sums stay', async () => {
    await seedReport({ day: '2026-08-31', records: [{ count: 3 }, { count: 4 }] });
    await seedReport({ day: '2026-09-30', domain: 'example.org', records: [{ count: 5 }] });
    await seedReport({ day: '2026-10-01', records: [{ count: 6 }] });
    const before = await sums();
    // 54 days before 24 November is 1 October: October stays, September does not.
    await decide({ recordDays: 54 });
    const { records } = await planRetention(NOW);
    expect(records).toMatchObject({ rows: 3, oldest: '2026-08-31' });
    expect(records.months).toMatchObject([
      { month: '2026-08', rows: 2, whole: true },
      { month: '2026-09', rows: 1, whole: true },
    ]);
    expect(records.bytes).toBeGreaterThan(8_000);
    expect(await apply()).toBe('Gone: 3 records.');
    expect(await sums()).toEqual({ ...before, records: 1 });
    expect(await differences()).toEqual([]);
    expect((await planRetention(NOW)).records).toMatchObject({ rows: 0, bytes: 0, oldest: null });
    // The partition is empty on disk, not full of dead rows.
    expect(await count(`SELECT pg_relation_size('record_2026_08')`)).toBe(0);
  });

  test('of a domain that keeps them longer stay, while those of others go in batches', async () => {
    const { id, domainId } = await seedReport({ day: '2026-08-05' });
    await pool().query(
      `INSERT INTO record (report_id, day, record_no, domain_id, reporter_id, auth_set_id, count, outcome,
         disposition, dkim_aligned, spf_aligned, requested, inconsistent, header_from)
       SELECT $1, day, n, domain_id, reporter_id, auth_set_id, 1, outcome, disposition, dkim_aligned,
         spf_aligned, requested, inconsistent, header_from
       FROM record, generate_series(2, 12001) AS n`,
      [id],
    );
    await pool().query('UPDATE daily SET messages = 12001, records = 12001');
    await seedReport({ day: '2026-08-05', domain: 'kept.example', records: [{}, {}] });
    await seedReport({ day: '2026-08-05', domain: 'longer.example' });
    await decide({ recordDays: 30, domainDays: { 'kept.example': null, 'longer.example': 180 } });
    const { records } = await planRetention(NOW);
    expect(records.months).toMatchObject([{ month: '2026-08', whole: false, rows: 12_001 }]);
    expect(await apply()).toBe('Gone: 12,001 records.');
    expect(await sums()).toMatchObject({ records: 3, rolledUp: 12_004 });
    expect(await count(`SELECT count(*) FROM record WHERE domain_id = ${domainId}`)).toBe(0);
    expect(await differences()).toEqual([]);
  });

  test('of one domain alone may go, by its own rule', async () => {
    await seedReport({ day: '2026-08-05' });
    await seedReport({ day: '2026-08-05', domain: 'short.example' });
    await decide({ domainDays: { 'short.example': 30 } });
    expect(await apply()).toBe('Gone: 1 record.');
    expect(await sums()).toMatchObject({ records: 1, rolledUp: 2 });
  });

  test('that are gone do not come back with the same mail: it is a duplicate', async () => {
    expect(await deliver({ reportId: 'old', ...SEPTEMBER })).toEqual(['stored']);
    await pool().query(`UPDATE report SET created_at = '2026-01-01'`);
    await decide({ recordDays: 30 });
    expect(await apply()).toBe('Gone: 1 record, 1 report file.');
    const before = await sums();
    expect(before).toEqual({ records: 0, rolledUp: 10, reports: 1 });
    expect(await deliver({ reportId: 'old', ...SEPTEMBER })).toEqual(['duplicate']);
    expect(await sums()).toEqual(before);
  });

  test('of a new report about such a month are counted, and go with the next night', async () => {
    await deliver({ reportId: 'old', ...SEPTEMBER });
    await decide({ recordDays: 30 });
    await apply();
    expect(await deliver({ reportId: 'late', ...SEPTEMBER })).toEqual(['stored']);
    expect(await sums()).toMatchObject({ records: 1, rolledUp: 20 });
    expect(await differences()).toEqual([]);
    expect(await apply()).toBe('Gone: 1 record.');
    expect(await sums()).toMatchObject({ records: 0, rolledUp: 20 });
  });

  test('cannot be recounted or read again: the sums of their reports stay as they are', async () => {
    await deliver({ reportId: 'old', ...SEPTEMBER });
    await deliver({ reportId: 'new' });
    await decide({ recordDays: 30 });
    await apply();
    await setCountedVerdicts(SYSTEM_VIEWER, ['verified']);
    await recount(reader);
    expect(await sums()).toMatchObject({ records: 0, rolledUp: 10 });
    await setCountedVerdicts(SYSTEM_VIEWER, [
      'verified',
      'authenticated',
      'unverified',
      'not-checked',
    ]);
    await recount(reader);
    expect(await sums()).toMatchObject({ records: 1, rolledUp: 20 });
    await pool().query("UPDATE report SET pass_count = 0 WHERE report_id = 'new'");
    const reread: string[] = [];
    for await (const { outcome } of reparseReports(SYSTEM_VIEWER, reader, {
      domain: null,
      apply: true,
    })) {
      reread.push(outcome);
    }
    expect(reread).toEqual(['changed']);
    expect(await sums()).toMatchObject({ records: 1, rolledUp: 20 });
    expect(await differences()).toEqual([]);
  });

  test('that somebody reads hold it up for seconds, and then it says so and leaves all', async () => {
    await seedReport({ day: '2026-08-05' });
    await decide({ recordDays: 30 });
    const holder = await pool().connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM record');
    await expect(apply()).rejects.toThrow('The records of 2026-08 are in use');
    await holder.query('COMMIT');
    holder.release();
    expect(await count('SELECT count(*) FROM dropped_month')).toBe(0);
    expect(await apply()).toBe('Gone: 1 record.');
  });
});

describe('what else is kept', () => {
  test('files go after their days, their reports stay', async () => {
    await seedReport();
    await seedReport();
    await pool().query(`INSERT INTO tls_report (identity, content_hash, counted, organization_name,
      report_id, begin_at, end_at, received_at, original_gzip, created_at)
      VALUES ('\\x01', '\\x01', true, 'R', '1', now(), now(), now(), '\\x0102', '2026-08-01')`);
    await pool().query(`UPDATE report SET created_at = '2026-08-25T00:00Z' WHERE id =
      (SELECT min(id) FROM report)`);
    await pool().query(`UPDATE report SET created_at = '2026-08-27T00:00Z' WHERE id =
      (SELECT max(id) FROM report)`);
    const plan = await planRetention(NOW);
    expect(plan.originals).toMatchObject({ rows: 1, oldest: '2026-08-25' });
    expect(plan.tlsOriginals).toEqual({ rows: 1, bytes: 2, oldest: '2026-08-01' });
    expect(await apply()).toBe('Gone: 2 report files.');
    expect(await count('SELECT count(*) FROM report_original')).toBe(1);
    expect(await sums()).toMatchObject({ reports: 2, records: 2 });
    expect(await apply()).toBe('Nothing was due.');
  });

  test('mails in quarantine go after their days, and the oldest of too many bytes', async () => {
    const add = async (day: string, bytes: number | null, state = 'open') => {
      await pool().query(
        `INSERT INTO quarantine (message_id, code, text, raw, state, created_at)
         VALUES ($1, 'report/malformed', 'Cut.', $2, $3::quarantine_state, $4)`,
        [await seedMessage('quarantined'), bytes && Buffer.alloc(bytes), state, day],
      );
    };
    await add('2026-10-01', 10);
    await add('2026-10-02', null);
    await add('2026-11-20', 500);
    await add('2026-11-21', 400, 'resolved');
    await add('2026-11-22', 300);
    await decide({ quarantineBytes: 700 });
    const { quarantine } = await planRetention(NOW);
    expect(quarantine).toEqual({ rows: 3, bytes: 510, oldest: '2026-10-01' });
    expect(await apply()).toBe('Gone: 3 mails in quarantine.');
    const { rows } = await pool().query(
      'SELECT octet_length(raw) AS bytes, state, decided_by FROM quarantine ORDER BY created_at',
    );
    const set = { bytes: null, state: 'ignored', decided_by: 'retention' };
    expect(rows).toEqual([
      ...[set, set, set, { bytes: 400, state: 'resolved', decided_by: null }],
      { bytes: 300, state: 'open', decided_by: null },
    ]);
    expect(await apply()).toBe('Nothing was due.');
  });

  test('addresses, subject and text go from failure reports, which stay as facts', async () => {
    await pool().query(`INSERT INTO failure_report (identity, content_hash, counted, received_at, form,
        auth_failure, incidents, original_mail_from, original_rcpt_to, original_from, original_subject,
        mail_text, reported_domain)
      VALUES ('\\x01', '\\x01', true, '2026-08-01', 'fields', 'dmarc', 1, 'ann@example.com',
        '{bob@example.net}', 'ann@example.com', 'Lunch?', 'At noon.', 'example.com'),
      ('\\x02', '\\x02', true, '2026-11-20', 'fields', 'dmarc', 1, 'ann@example.com', '{}', null, null,
        null, 'example.com')`);
    const { failures } = await planRetention(NOW);
    expect(failures).toMatchObject({ rows: 1, oldest: '2026-08-01' });
    expect(await apply()).toBe('Gone: 1 failure report’s addresses.');
    const { rows } =
      await pool().query(`SELECT original_mail_from, original_rcpt_to, original_subject,
      mail_text, auth_failure, reported_domain FROM failure_report ORDER BY received_at LIMIT 1`);
    expect(rows).toEqual([
      {
        ...{ original_mail_from: null, original_rcpt_to: [], original_subject: null },
        ...{ mail_text: null, auth_failure: 'dmarc', reported_domain: 'example.com' },
      },
    ]);
    expect(await count('SELECT count(original_mail_from) FROM failure_report')).toBe(1);
    expect(await apply()).toBe('Nothing was due.');
  });
});

test('a decision and a run stand in the audit log', async () => {
  await seedReport({ day: '2026-08-05' });
  await decide({ recordDays: 30, domainDays: { 'example.org': null } });
  await apply();
  const { rows } = await pool().query(
    'SELECT actor, action, before, after FROM audit_log ORDER BY id',
  );
  expect(rows).toMatchObject([
    {
      action: 'setting.retention',
      before: { recordDays: null, domainDays: [] },
      after: { recordDays: 30, domainDays: ['example.org: for ever'] },
    },
    { actor: 'system', action: 'retention.run', after: { month: '2026-08', records: 1 } },
  ]);
});

test('the command shows what would go, takes it on demand, and wants to be told which', async () => {
  await seedReport({ day: '2024-02-05' });
  await decide({ recordDays: 30 });
  const env = { DATABASE_URL: process.env['DATABASE_URL'] ?? '' };
  expect((await runCli(['retention'], { env })).code).toBe(64);
  const preview = await runCli(['retention', '--preview'], { env });
  expect(preview).toMatchObject({ code: 0, err: '' });
  expect(preview.out).toMatch(/records\s+1\s+\S+\skB\s+5 Feb 2024/);
  expect(await sums()).toMatchObject({ records: 1 });
  const applied = await runCli(['retention', '--apply'], { env });
  expect(applied).toMatchObject({ code: 0, out: 'Gone: 1 record.\n' });
  expect(await sums()).toMatchObject({ records: 0, rolledUp: 1 });
});
