import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { BOM } from '#lib/format/csv';
import {
  DATASET_NAMES,
  DATASETS,
  type DatasetName,
  datasetsFor,
  type ExportOptions,
  exportDataset,
  exportName,
} from '#lib/queries/datasets';
import { recordList } from '#lib/queries/records';
import { judgeAll } from '#test/support/judge';
import { type Seeded, seedReport } from '#test/support/seed';

const november = { from: '2026-11-01', to: '2026-11-30', d: 'example.com' };
let hostile: Seeded;

beforeAll(async () => {
  hostile = await seedReport({
    day: '2026-11-05',
    reporter: '=HYPERLINK("https://example.net","Yahoo")',
    reportId: '18446744073709551615',
    email: null,
    receivedAt: '2026-11-06T03:04:05.678Z',
    policy: { p: 'reject', sp: 'quarantine', adkim: 's' },
    deviations: [
      { code: 'disposition-word', detail: 'hold', count: 2 },
      { code: 'disposition-word', detail: 'drop', count: 1 },
    ],
    records: [
      {
        count: 7,
        ip: '2001:db8::1',
        requested: 'reject',
        outcome: 'overridden',
        dkimAligned: false,
        spfAligned: false,
        reasons: [
          { type: 'local_policy', comment: 'arc=pass; a|b' },
          { type: 'other', comment: null },
        ],
        dkim: [
          { domain: 'example.com', selector: 's1\nx', result: 'fail' },
          { domain: 'esp.example', selector: null, result: 'pass', humanResult: '-1' },
        ],
        spf: [{ domain: 'esp.example', scope: 'mfrom', result: 'pass' }],
      },
      { count: 1, ip: null, sourceRaw: 'localhost', envelopeFrom: 'example.com' },
    ],
  });
  await seedReport({
    begin: '2026-11-01T00:00:00Z',
    end: '2026-11-03T00:00:00Z',
    spread: true,
    records: [
      { day: '2026-11-01', count: 2 },
      { day: '2026-11-02', count: 1 },
    ],
  });
  await seedReport({ domain: 'secret.example', day: '2026-11-05' });
  await judgeAll();
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

test('the columns of records are those of PRODUCT 4.2, in that order, and five more', () => {
  expect(DATASETS.records.columns.map(({ name }) => name)).toEqual([
    ...`schema_version, domain, header_from, report_uid, reporter_org, reporter_email, report_id,
    period_begin_utc, period_end_utc, received_at_utc, record_no, source_ip, source_ptr,
    source_ptr_confirmed, source_asn, source_as_name, source_country, source_name, source_kind,
    source_class, source_class_by, message_count, dmarc_pass, dkim_aligned, spf_aligned, disposition,
    requested_policy, outcome, override_types, override_comments, envelope_from, envelope_to,
    spf_results, dkim_results, policy_p, policy_sp, policy_np, policy_adkim, policy_aspf, policy_pct,
    policy_testing, discovery_method, report_schema, period_spread, verdict_inconsistent,
    diagnosis_codes`.split(/,\s+/),
    'deviations',
    'date_utc',
    'source_label',
    'domain_unicode',
    'header_from_unicode',
  ]);
});

test('a line says everything that the report says of the record', async () => {
  const [, , first] = await objects('records');
  expect(first).toEqual({
    schema_version: 1,
    domain: 'example.com',
    header_from: 'example.com',
    report_uid: hostile.uid,
    reporter_org: '=HYPERLINK("https://example.net","Yahoo")',
    reporter_email: null,
    report_id: '18446744073709551615',
    period_begin_utc: '2026-11-05T00:00:00.000Z',
    period_end_utc: '2026-11-05T23:59:59.000Z',
    received_at_utc: '2026-11-06T03:04:05.678Z',
    record_no: 1,
    source_ip: '2001:db8::1',
    source_ptr: null,
    source_ptr_confirmed: null,
    source_asn: null,
    source_as_name: null,
    source_country: null,
    source_name: null,
    source_kind: null,
    source_class: 'forwarder',
    source_class_by: 'rule 5',
    message_count: 7,
    dmarc_pass: false,
    dkim_aligned: false,
    spf_aligned: false,
    disposition: 'none',
    requested_policy: 'reject',
    outcome: 'overridden',
    override_types: 'local_policy|other',
    override_comments: 'arc=pass\\; a\\|b|',
    envelope_from: null,
    envelope_to: null,
    spf_results: 'd=esp.example;s=mfrom;r=pass',
    dkim_results: 'd=example.com;s=s1\nx;r=fail|d=esp.example;s=;r=pass',
    policy_p: 'reject',
    policy_sp: 'quarantine',
    policy_np: null,
    policy_adkim: 's',
    policy_aspf: null,
    policy_pct: null,
    policy_testing: null,
    discovery_method: null,
    report_schema: 'rfc7489',
    period_spread: false,
    verdict_inconsistent: false,
    diagnosis_codes: 'DKIM_BROKEN_ALL|DKIM_UNALIGNED|SPF_UNALIGNED|OVERRIDDEN',
    deviations: 'disposition-word:3',
    date_utc: '2026-11-05',
    source_label: null,
    domain_unicode: 'example.com',
    header_from_unicode: 'example.com',
  });
});

test('a domain stands as people write it, too', async () => {
  await seedReport({ domain: 'xn--bcher-kva.example', day: '2026-11-05' });
  const filter = parseFilter({ ...november, d: 'xn--bcher-kva.example' });
  for (const name of ['records', 'daily', 'reports'] as const) {
    const csv = await text(name, { format: 'csv' }, filter);
    expect(csv, name).toContain('xn--bcher-kva.example');
    expect(csv, name).toContain('bücher.example');
  }
});

test('a long report has a line for each of its days', async () => {
  const lines = await objects('records');
  expect(
    lines.map(({ date_utc, record_no, message_count }) => [date_utc, record_no, message_count]),
  ).toEqual([
    ['2026-11-01', 1, 2],
    ['2026-11-02', 2, 1],
    ['2026-11-05', 1, 7],
    ['2026-11-05', 2, 1],
  ]);
});

test('two runs give the same bytes', async () => {
  expect(await text('records', { format: 'csv' })).toBe(await text('records', { format: 'csv' }));
});

describe('CSV', () => {
  test('for spreadsheets has the mark of UTF-8 and no formula', async () => {
    const csv = await text('records', { format: 'csv', guard: true, bom: true });
    expect(csv.startsWith(`${BOM}schema_version,domain,`)).toBe(true);
    expect(csv).toContain(`,"'=HYPERLINK(""https://example.net"",""Yahoo"")",`);
  });

  test('for programs has neither', async () => {
    const csv = await text('records', { format: 'csv' });
    expect(csv.startsWith('schema_version,domain,')).toBe(true);
    expect(csv).toContain(`,"=HYPERLINK(""https://example.net"",""Yahoo"")",`);
  });

  test('quotes the line feed in a selector, and writes instants in UTC', async () => {
    const csv = await text('records', { format: 'csv' });
    expect(csv).toContain('"d=example.com;s=s1\nx;r=fail|d=esp.example;s=;r=pass"');
    expect(csv).toContain(',2026-11-05T00:00:00Z,2026-11-05T23:59:59Z,2026-11-06T03:04:05Z,');
  });

  test('has a header and nothing else where there is nothing', async () => {
    for (const name of DATASET_NAMES) {
      const filter = parseFilter({ ...november, d: 'nothing.example' });
      const csv = await text(name, { format: 'csv' }, filter);
      expect(csv.match(/\r\n/g), name).toHaveLength(1);
    }
  });
});

test('every signature and check stands in auth-results with its alignment', async () => {
  const lines = await objects('auth-results');
  expect(lines).toMatchObject([
    { mechanism: 'dkim', domain: 'example.com', selector_or_scope: 's1\nx', aligned: true },
    { mechanism: 'dkim', domain: 'esp.example', aligned: false, human_result: '-1' },
    {
      mechanism: 'spf',
      domain: 'esp.example',
      selector_or_scope: 'mfrom',
      record_message_count: 7,
    },
  ]);
});

test('daily has a line for every domain and day, zeros too', async () => {
  const lines = await objects('daily');
  expect(lines).toHaveLength(30);
  expect(lines[1]).toMatchObject({ date_utc: '2026-11-02', message_count: 1, compliance_pct: 100 });
  expect(lines[2]).toMatchObject({
    date_utc: '2026-11-03',
    message_count: 0,
    compliance_pct: null,
  });
});

test('sources, reporters and reports have a line each', async () => {
  expect(await objects('sources')).toMatchObject([
    { source_ip: null, message_count: 1 },
    { source_ip: '192.0.2.1', message_count: 3, domains: 'example.com', reporters: 1 },
    { source_ip: '2001:db8::1', message_count: 7, compliance_pct: 0 },
  ]);
  expect(await objects('reporters')).toMatchObject([
    { reporter_org: '=HYPERLINK("https://example.net","Yahoo")', message_count: 8 },
    { reporter_org: 'Reporter', message_count: 3, days_reported: 2 },
  ]);
  expect(await objects('reports')).toMatchObject([
    { message_count: 3, flags: 'spread' },
    { report_uid: hostile.uid, message_count: 8, passed: 1, compliance_pct: 12.5 },
  ]);
});

/** What the reports of this test fill; the others are about things that it does not have. */
const SEEDED: readonly DatasetName[] = [
  ...(['records', 'auth-results', 'daily', 'sources', 'reporters', 'reports'] as const),
];

test('a file holds only domains of the viewer', async () => {
  const viewer = mintViewer({
    userId: 'u',
    name: 'U',
    role: 'auditor',
    domains: [hostile.domainId],
  });
  for (const name of datasetsFor(viewer)) {
    const filter = parseFilter({ from: november.from, to: november.to });
    let csv = '';
    for await (const part of exportDataset(viewer, filter, name, { format: 'csv' })) csv += part;
    expect(csv, name).not.toContain('secret.example');
    if (SEEDED.includes(name)) expect(csv.split('\r\n').length, name).toBeGreaterThan(2);
  }
});

test('whoever stops reading leaves no transaction behind', async () => {
  for await (const part of exportDataset(SYSTEM_VIEWER, parseFilter(november), 'records', {
    format: 'csv',
  })) {
    if (!part.startsWith('schema_version')) break;
  }
  const { rows } = await pool().query(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'",
  );
  expect(rows).toEqual([]);
});

test('what arrives while a file is written is not in it', async () => {
  const filter = parseFilter({ from: '2026-09-01', to: '2026-09-30', d: 'busy.example' });
  const many = Array.from({ length: 2500 }, () => ({ day: '2026-09-05' }));
  await seedReport({ domain: 'busy.example', day: '2026-09-05', records: many });
  const parts: string[] = [];
  for await (const part of exportDataset(SYSTEM_VIEWER, filter, 'records', { format: 'jsonl' })) {
    if (parts.length === 0) await seedReport({ domain: 'busy.example', day: '2026-09-06' });
    parts.push(part);
  }
  expect(parts.map((part) => part.trimEnd().split('\n').length)).toEqual([500, 500, 500, 500, 500]);
});

test('the pages of the API hold the same records in the same order', async () => {
  const paged = [];
  for (let cur: string | null = ''; cur !== null; ) {
    const page = await recordList(SYSTEM_VIEWER, parseFilter({ ...november, cur }), { limit: 1 });
    paged.push(...page.rows);
    cur = page.next;
  }
  const lines = await objects('records');
  expect(paged.map(({ day, count }) => [day, count])).toEqual(
    lines.map(({ date_utc, message_count }) => [date_utc, message_count]),
  );
});

test.each([
  ['records', { d: 'example.com' }, 'dmarc_records_example.com_2026-10-01_2026-10-31_utc_v1.csv'],
  ['daily', {}, 'dmarc_daily_all-domains_2026-10-01_2026-10-31_utc_v1.csv'],
  [
    'sources',
    { d: 'a.example,b.example' },
    'dmarc_sources_2-domains_2026-10-01_2026-10-31_utc_v1.csv',
  ],
] as const)('the file of %s %o is called %s', (name, search, expected) => {
  const filter = parseFilter({ ...search, from: '2026-10-01', to: '2026-10-31' });
  expect(exportName(name, filter, 'csv')).toBe(expected);
});

async function text(name: DatasetName, options: ExportOptions, filter = parseFilter(november)) {
  let whole = '';
  for await (const part of exportDataset(SYSTEM_VIEWER, filter, name, options)) whole += part;
  return whole;
}

async function objects(name: DatasetName) {
  const lines = (await text(name, { format: 'jsonl' })).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}
