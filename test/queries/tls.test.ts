import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { tlsFailureList } from '#lib/queries/tls-failure-list';
import { tlsReportDetail, tlsReportOriginal } from '#lib/queries/tls-report-detail';
import { tlsReportList } from '#lib/queries/tls-report-list';
import { seedDomain } from '#test/support/seed';

type SeedTls = {
  day: string;
  reporter?: string;
  counted?: boolean;
  verdict?: string;
  policies: { domain: string | null; good: number; bad?: number; mx?: string; why?: string }[];
};

const november = { from: '2026-11-01', to: '2026-11-30' };
let own: number;
let two = '';
let only = '';

async function seedTls({ day, reporter = 'Reporter', counted = true, ...tls }: SeedTls) {
  const name = createHash('sha256')
    .update(JSON.stringify([day, reporter, tls]))
    .digest();
  const { rows } = await pool().query<{ id: string; uid: string }>(
    `INSERT INTO tls_report (identity, content_hash, counted, verdict, organization_name, report_id,
       begin_at, end_at, received_at, original_gzip)
     VALUES ($1, $1, $2, $3, $4, 'id', $5, $6, now(), $7) RETURNING id, uid`,
    [
      name,
      counted,
      tls.verdict ?? 'not-checked',
      reporter,
      `${day}T00:00:00Z`,
      `${day}T23:59:59Z`,
      gzipSync(`{"day":"${day}"}`),
    ],
  );
  const { id = '', uid = '' } = rows[0] ?? {};
  for (const [
    index,
    { domain, good, bad = 0, mx = 'mx1.example.com', why },
  ] of tls.policies.entries()) {
    await pool().query(
      `INSERT INTO tls_policy VALUES ($1, $2, 'sts', 'sts', $3, '{"mode: testing"}', $4, $5, $6)`,
      [id, index + 1, domain, [mx], good, bad],
    );
    if (bad === 0) continue;
    await pool().query(
      `INSERT INTO tls_failure (tls_report_id, policy_no, failure_no, result_type,
         receiving_mx_hostname, failed_sessions) VALUES ($1, $2, 1, $3, $4, $5)`,
      [id, index + 1, why ?? null, mx, bad],
    );
  }
  return uid;
}

beforeAll(async () => {
  own = await seedDomain('example.com');
  await seedDomain('secret.example');
  await seedDomain('demo.example', true);
  only = await seedTls({
    day: '2026-11-05',
    policies: [{ domain: 'example.com', good: 90, bad: 10, why: 'certificate-expired' }],
  });
  two = await seedTls({
    day: '2026-11-06',
    reporter: 'Other',
    policies: [
      { domain: 'example.com', good: 40, bad: 5, why: 'certificate-expired' },
      { domain: 'secret.example', good: 7 },
      { domain: 'nobody.example', good: 1, bad: 2, why: 'new-word', mx: 'mx.nobody.example' },
    ],
  });
  await seedTls({
    day: '2026-11-07',
    policies: [{ domain: 'example.com', good: 500 }],
    counted: false,
    verdict: 'failed',
  });
  await seedTls({ day: '2026-11-08', policies: [] });
  await seedTls({ day: '2026-11-09', policies: [{ domain: 'demo.example', good: 1000 }] });
  await seedTls({ day: '2026-10-31', policies: [{ domain: 'example.com', good: 2000 }] });
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

const limited = () => mintViewer({ userId: 'u', name: 'U', role: 'viewer', domains: [own] });

test('the list is newest first, with all that counts or not, and sums what counts', async () => {
  const { rows, totals } = await tlsReportList(SYSTEM_VIEWER, parseFilter(november));
  expect(
    rows.map(({ begin, successful, failed, counted }) => [
      begin.getUTCDate(),
      successful,
      failed,
      counted,
    ]),
  ).toEqual([
    [8, 0, 0, true],
    [7, 500, 0, false],
    [6, 48, 7, true],
    [5, 90, 10, true],
  ]);
  expect(rows[2]).toMatchObject({
    reporter: 'Other',
    domains: ['example.com', 'nobody.example', 'secret.example'],
    types: ['sts'],
  });
  expect(totals).toEqual({ reports: 3, reporters: 2, successful: 138, failed: 17 });
});

test('who is limited to a domain sees its sessions only, and no file about others', async () => {
  const { rows, totals } = await tlsReportList(limited(), parseFilter(november));
  expect(rows.map(({ successful }) => successful)).toEqual([500, 40, 90]);
  expect(totals).toMatchObject({ successful: 130, failed: 15 });
  expect((await tlsReportDetail(limited(), two))?.policies).toHaveLength(1);
  expect(await tlsReportOriginal(limited(), two)).toBeNull();
  expect(String(await tlsReportOriginal(limited(), only))).toBe('{"day":"2026-11-05"}');
});

test('the filter takes domain, period and sender', async () => {
  const asked = async (search: Record<string, string>) =>
    (await tlsReportList(SYSTEM_VIEWER, parseFilter({ ...november, ...search }))).rows.length;
  expect(await asked({ d: 'nobody.example' })).toBe(1);
  expect(await asked({ verdict: 'failed' })).toBe(1);
  expect(await asked({ from: '2026-11-06', to: '2026-11-06' })).toBe(1);
  expect(await asked({ d: 'demo.example' })).toBe(1);
  expect(await asked({ from: '2026-12-01', to: '2026-12-02' })).toBe(0);
});

test('pages by key hold every report once', async () => {
  const paged = [];
  for (let cur: string | null = ''; cur !== null; ) {
    const page = await tlsReportList(SYSTEM_VIEWER, parseFilter({ ...november, cur }), {
      limit: 1,
    });
    paged.push(...page.rows.map(({ uid }) => uid));
    cur = page.next;
  }
  expect(new Set(paged).size).toBe(4);
  expect(paged).toHaveLength(4);
});

test('what failed is told by reason and host', async () => {
  expect(await tlsFailureList(SYSTEM_VIEWER, parseFilter(november))).toEqual([
    {
      resultType: 'certificate-expired',
      mxHost: 'mx1.example.com',
      domain: 'example.com',
      sessions: 15,
      reporters: 2,
      firstDay: '2026-11-05',
      lastDay: '2026-11-06',
    },
    expect.objectContaining({ resultType: 'new-word', mxHost: 'mx.nobody.example', sessions: 2 }),
  ]);
  expect(await tlsFailureList(limited(), parseFilter(november))).toHaveLength(1);
});

test('one report has its policies and failures, and its file', async () => {
  const report = await tlsReportDetail(SYSTEM_VIEWER, two);
  expect(report).toMatchObject({ reporter: 'Other', successful: 48, failed: 7, evidence: null });
  expect(report?.policies[0]).toMatchObject({
    domain: 'example.com',
    strings: ['mode: testing'],
    failures: [{ resultType: 'certificate-expired', sessions: 5 }],
  });
  expect(String(await tlsReportOriginal(SYSTEM_VIEWER, two))).toBe('{"day":"2026-11-06"}');
  expect(await tlsReportDetail(SYSTEM_VIEWER, 'none')).toBeNull();
  expect(await tlsReportOriginal(SYSTEM_VIEWER, crypto.randomUUID())).toBeNull();
});
