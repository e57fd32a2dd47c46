import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { demoMails } from '#lib/demo/mails';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER, type Viewer } from '#lib/filter/viewer';
import { ingestDemo } from '#lib/ingest/ingest-demo';
import { createReader } from '#lib/ingest/reader-thread';
import { type DatasetName, datasetsFor, exportDataset } from '#lib/queries/datasets';
import { failureReportList } from '#lib/queries/failure-report-list';
import { forwarding } from '#lib/queries/forwarding';
import { policyChanges } from '#lib/queries/policy-changes';
import { policyHistory } from '#lib/queries/policy-history';
import { runList } from '#lib/queries/run-list';
import { tlsFailureList } from '#lib/queries/tls-failure-list';
import { tlsReportList } from '#lib/queries/tls-report-list';
import { totals } from '#lib/queries/totals';
import { judgeAll } from '#test/support/judge';

// What a file holds is what its page shows: over the demo, which has some of everything.

const now = new Date('2026-11-24T12:00:00Z');
const DAYS = 30;
const filter = parseFilter({ from: '2026-10-25', to: '2026-11-24' });
const reader = createReader();

beforeAll(async () => {
  expect([...demoMails({ now, days: DAYS, seed: 1 })].length).toBeGreaterThan(100);
  await ingestDemo(reader, { now, days: DAYS, seed: 1 });
  await judgeAll();
}, 240_000);

afterAll(async () => {
  await reader.close();
  await closePool();
  await disconnect();
});

test('policy-history has the changes that the page of a domain tells', async () => {
  const changes = await policyChanges(SYSTEM_VIEWER, filter, now);
  expect(changes.length).toBeGreaterThan(0);
  const lines = await linesOf('policy-history');
  expect(lines.map((line) => [line['date_utc'], line['domain'], line['policy_after']])).toEqual(
    changes.map(({ day, domain, after }) => [day, domain, after]),
  );
});

test('dns-history has every record that the page of a domain shows beside its reports', async () => {
  const pages = await policyHistory(SYSTEM_VIEWER, filter, now);
  const shown = pages
    .toSorted((a, b) => (a.domain < b.domain ? -1 : 1))
    .flatMap(({ domain, published }) => published.map((one) => ({ domain, ...one })));
  expect(shown.length).toBeGreaterThan(pages.length);
  const lines = await linesOf('dns-history');
  const within = lines.filter(({ domain }) => pages.some((page) => page.domain === domain));
  expect(
    within.map((line) => [line['record_name'], line['first_read_utc'], line['record']]),
  ).toEqual(
    shown.map(({ domain, since, record }) => [`_dmarc.${domain}`, since.toISOString(), record]),
  );
  expect(within.map((line) => line['policy'])).toEqual(shown.map(({ policy }) => policy));
});

test('forwarders adds up to what Forwarding shows', async () => {
  const page = await forwarding(SYSTEM_VIEWER, filter, now);
  expect(page.forwarders.length).toBeGreaterThan(0);
  const lines = await linesOf('forwarders');
  expect(lines).toHaveLength(page.forwarders.length);
  expect(sum(lines, 'message_count')).toBe(page.total.messages);
  expect(sum(lines, 'passed')).toBe(page.total.passed);
  expect(sum(lines, 'failed_overridden')).toBe(page.total.byOutcome.overridden);
  expect(sum(lines, 'arc_trusted')).toBe(page.arc);
});

test('tls-sessions and tls-failures add up to what TLS shows', async () => {
  const page = await tlsReportList(SYSTEM_VIEWER, filter, { now });
  expect(page.totals.failed).toBeGreaterThan(0);
  const sessions = await linesOf('tls-sessions');
  expect(sum(sessions, 'successful_sessions')).toBe(page.totals.successful);
  expect(sum(sessions, 'failed_sessions')).toBe(page.totals.failed);
  expect(new Set(sessions.map((line) => line['report_uid'])).size).toBe(page.totals.reports);
  const failures = await tlsFailureList(SYSTEM_VIEWER, filter, now);
  expect(sum(await linesOf('tls-failures'), 'failed_sessions')).toBe(
    failures.reduce((total, { sessions: count }) => total + count, 0),
  );
});

test('failure-reports tells of as many mails as its page, and of nobody in them', async () => {
  const page = await failureReportList(SYSTEM_VIEWER, filter, { now, limit: 1000 });
  expect(page.totals.reports).toBeGreaterThan(0);
  const lines = await linesOf('failure-reports');
  expect(lines).toHaveLength(page.totals.reports);
  expect(sum(lines, 'incidents')).toBe(page.totals.mails);
  const { rows } = await pool().query<{ subject: string }>(
    'SELECT DISTINCT original_subject AS subject FROM failure_report WHERE length(original_subject) > 8',
  );
  expect(rows.length).toBeGreaterThan(0);
  const text = JSON.stringify(lines);
  expect(rows.filter(({ subject }) => text.includes(subject))).toEqual([]);
});

test('ingest-runs has every run that Ingest lists', async () => {
  const runs = await runList(SYSTEM_VIEWER, { limit: 1000 });
  await pool().query(`UPDATE run SET started_at = '2026-11-20T08:00Z'`);
  const lines = await linesOf('ingest-runs');
  expect(lines).toHaveLength(runs.length);
  expect(sum(lines, 'mail_count')).toBe(runs.reduce((total, { done }) => total + done, 0));
  expect(sum(lines, 'message_count')).toBe(runs.reduce((total, run) => total + run.messages, 0));
});

test('daily, sources and records add up to the overview', async () => {
  const { messages } = await totals(SYSTEM_VIEWER, filter, now);
  for (const name of ['daily', 'sources', 'records'] as const) {
    expect(sum(await linesOf(name), 'message_count'), name).toBe(messages);
  }
}, 120_000);

test('auditors take no failure reports, the limited no runs, and analysts no audit log', async () => {
  const roles = { auditor: 'failure-reports', analyst: 'audit-log', viewer: 'audit-log' } as const;
  for (const [role, name] of Object.entries(roles)) {
    const viewer = viewerOf(role === 'auditor' ? 'auditor' : 'analyst', 'all');
    expect(datasetsFor(viewer)).not.toContain(name);
    await expect(linesOf(name, viewer)).rejects.toMatchObject({ code: 'auth/forbidden' });
  }
  const limited = viewerOf('admin', []);
  expect(datasetsFor(limited)).not.toContain('ingest-runs');
  await expect(linesOf('ingest-runs', limited)).rejects.toMatchObject({ code: 'auth/forbidden' });
  for (const name of datasetsFor(limited)) {
    if (name !== 'audit-log') expect(await linesOf(name, limited), name).toEqual([]);
  }
});

async function linesOf(
  name: DatasetName,
  viewer: Viewer = SYSTEM_VIEWER,
): Promise<Record<string, unknown>[]> {
  let text = '';
  for await (const piece of exportDataset(viewer, filter, name, { format: 'jsonl', now })) {
    text += piece;
  }
  return text === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
}

function sum(lines: readonly Record<string, unknown>[], column: string) {
  return lines.reduce((total, line) => total + Number(line[column]), 0);
}

function viewerOf(role: Viewer['role'], domains: Viewer['domains']) {
  return mintViewer({ userId: 'u', name: 'U', role, domains });
}
