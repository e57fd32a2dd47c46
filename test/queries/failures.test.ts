import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { failureReportDetail } from '#lib/queries/failure-report-detail';
import { failureReportList } from '#lib/queries/failure-report-list';
import { seedDomain } from '#test/support/seed';

const november = { from: '2026-11-01', to: '2026-11-30' };
let own: number;
let invoice = '';

type SeedFailure = { at: string; domain: string | null; counted?: boolean; subject?: string };

async function seedFailure({ at, domain, counted = true, subject = 'Invoice' }: SeedFailure) {
  const name = createHash('sha256').update(`${at} ${domain} ${subject}`).digest();
  const { rows } = await pool().query<{ uid: string }>(
    `INSERT INTO failure_report (identity, content_hash, counted, received_at, form, feedback_type,
       auth_failure, delivery_result, authentication_results, reported_domain, source_ip, incidents,
       reporting_mta, original_mail_from, original_rcpt_to, original_from, original_subject,
       original_message_id)
     VALUES ($1, $1, $2, $3, 'fields', 'auth-failure', 'dmarc', 'reject',
       '{"mx.reporter.example; spf=fail smtp.mailfrom=ina@example.com"}', $4, '192.0.2.7', 3,
       'dns; mx.reporter.example', '<ina@example.com>', '{"<victim@reporter.example>"}',
       'Ina Holm <ina@example.com>', $5, '<1@example.com>') RETURNING uid`,
    [name, counted, at, domain, subject],
  );
  return rows[0]?.uid ?? '';
}

beforeAll(async () => {
  own = await seedDomain('example.com');
  await seedDomain('secret.example.com');
  await seedDomain('demo.example', true);
  invoice = await seedFailure({ at: '2026-11-05T10:00:00Z', domain: 'example.com' });
  await seedFailure({ at: '2026-11-06T10:00:00Z', domain: 'news.example.com', counted: false });
  await seedFailure({ at: '2026-11-07T10:00:00Z', domain: 'mail.secret.example.com' });
  await seedFailure({ at: '2026-11-08T10:00:00Z', domain: null });
  await seedFailure({ at: '2026-11-09T10:00:00Z', domain: 'www.demo.example' });
  await seedFailure({ at: '2026-12-01T00:00:00Z', domain: 'example.com' });
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

const limited = () => mintViewer({ userId: 'u', name: 'U', role: 'viewer', domains: [own] });

async function domainsOf(viewer: Parameters<typeof failureReportList>[0], search = {}) {
  const { rows } = await failureReportList(viewer, parseFilter({ ...november, ...search }));
  return rows.map(({ domain }) => domain);
}

test('the list is newest first, and sums the mails of what counts', async () => {
  const filter = parseFilter(november);
  const { rows, totals } = await failureReportList(SYSTEM_VIEWER, filter);
  expect(rows.map(({ domain, counted }) => [domain, counted])).toEqual([
    [null, true],
    ['mail.secret.example.com', true],
    ['news.example.com', false],
    ['example.com', true],
  ]);
  expect(rows[3]).toMatchObject({
    ip: '192.0.2.7',
    authFailure: 'dmarc',
    deliveryResult: 'reject',
    reporter: 'mx.reporter.example',
    subject: 'I••••••',
    incidents: 3,
  });
  expect(totals).toEqual({ reports: 3, mails: 9, reporters: 1 });
});

test('a name belongs to the longest known domain that it ends in', async () => {
  const mine = ['news.example.com', 'example.com'];
  expect(await domainsOf(limited())).toEqual(mine);
  expect(await domainsOf(SYSTEM_VIEWER, { d: 'example.com' })).toEqual(mine);
  expect(await domainsOf(SYSTEM_VIEWER, { d: 'secret.example.com' })).toEqual([
    'mail.secret.example.com',
  ]);
  expect(await domainsOf(SYSTEM_VIEWER, { d: 'demo.example' })).toEqual(['www.demo.example']);
  expect(await domainsOf(limited(), { d: 'secret.example.com' })).toEqual([]);
});

test('pages by key hold every report once', async () => {
  const paged = [];
  for (let cur: string | null = ''; cur !== null; ) {
    const filter = parseFilter({ ...november, cur });
    const page = await failureReportList(SYSTEM_VIEWER, filter, { limit: 1 });
    paged.push(...page.rows.map(({ uid }) => uid));
    cur = page.next;
  }
  expect(new Set(paged).size).toBe(4);
  expect(paged).toHaveLength(4);
});

test('one report tells everything but who the people are', async () => {
  const report = await failureReportDetail(SYSTEM_VIEWER, invoice);
  expect(report).toMatchObject({
    form: 'fields',
    mailFrom: 'i••@example.com',
    rcptTo: ['v•••••@reporter.example'],
    from: 'i••@example.com',
    authenticationResults: ['mx.reporter.example; spf=fail smtp.mailfrom=i••@example.com'],
  });
  expect(JSON.stringify(report)).not.toMatch(/ina|Holm|victim|Invoice/);
});

test('an auditor sees none, and nobody one of another domain', async () => {
  const auditor = mintViewer({ userId: 'u', name: 'U', role: 'auditor', domains: 'all' });
  await expect(failureReportList(auditor, parseFilter(november))).rejects.toThrow();
  await expect(failureReportDetail(auditor, invoice)).rejects.toThrow();
  const { rows } = await failureReportList(SYSTEM_VIEWER, parseFilter(november));
  const secret = rows.find(({ domain }) => domain === 'mail.secret.example.com');
  expect(await failureReportDetail(limited(), secret?.uid ?? '')).toBeNull();
  expect(await failureReportDetail(limited(), 'none')).toBeNull();
});
