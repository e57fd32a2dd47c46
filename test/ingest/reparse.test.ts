import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader } from '#lib/ingest/reader-thread';
import { type Reread, reparseOne, reparseReports } from '#lib/ingest/reparse';
import { attachment, mailOf } from '#test/report/sample-mail';
import { aggregateXml } from '#test/report/sample-xml';
import { expectRollupsAgree } from '#test/support/rollups';
import { sampleMail, sampleRecord } from '#test/support/sample-report';

const reader = createReader({ dnsServers: ['127.0.0.1:9'] });
const context = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;

afterEach(expectRollupsAgree);

afterAll(async () => {
  await reader.close();
  await closePool();
  await disconnect();
});

async function reparse(apply: boolean) {
  const all: Reread[] = [];
  for await (const one of reparseReports(SYSTEM_VIEWER, reader, { domain: null, apply }))
    all.push(one);
  return all;
}

async function totals() {
  const { rows } = await pool().query(
    `SELECT (SELECT sum(count)::int FROM record) AS records,
            (SELECT sum(messages)::int FROM daily) AS daily,
            (SELECT sum(messages)::int FROM daily WHERE outcome = 'passed') AS passed,
            (SELECT sum(pass_count)::int FROM report WHERE counted) AS stated`,
  );
  return rows[0];
}

test('reading again with the same reader changes nothing', async () => {
  const week = { reportId: 'week', begin: '2026-11-01T00:00Z', end: '2026-11-07T23:59:59Z' };
  const other = sampleMail({ records: [sampleRecord({ count: 3 })] });
  await ingestBatch(reader, [sampleMail(), sampleMail(week), other], context);
  expect((await reparse(false)).map(({ outcome }) => outcome)).toEqual(['same', 'same', 'same']);
});

test('a report without a file, or none at all, cannot be read again', async () => {
  expect(await reparseOne(SYSTEM_VIEWER, reader, crypto.randomUUID(), true)).toBeNull();
});

test('what an older reader got wrong is shown first, and mended on demand without counting twice', async () => {
  // As an older reader might have left it: the first report's messages counted as failed.
  await pool().query(`UPDATE record SET outcome = 'delivered', dkim_aligned = false, spf_aligned = false
                      WHERE report_id = (SELECT min(id) FROM report)`);
  await pool().query('UPDATE report SET pass_count = 0 WHERE id = (SELECT min(id) FROM report)');
  await pool().query('TRUNCATE daily');
  await pool().query(`INSERT INTO daily (domain_id, day, outcome, disposition, dkim_aligned, spf_aligned, messages, records)
    SELECT domain_id, day, outcome, disposition, dkim_aligned, spf_aligned, sum(count), count(*)
    FROM record GROUP BY 1, 2, 3, 4, 5, 6`);
  const [first] = await reparse(false);
  expect(first?.outcome).toBe('changed');
  expect(first?.changes.map(({ field }) => field)).toEqual(['passCount', 'counts']);
  expect(await totals()).toMatchObject({ records: 20, daily: 20, passed: 10 });
  const one = await pool().query('SELECT uid FROM report ORDER BY id LIMIT 2');
  const [{ uid }, other] = one.rows;
  expect(await reparseOne(SYSTEM_VIEWER, reader, other.uid, false)).toMatchObject({
    outcome: 'same',
  });
  expect(await reparseOne(SYSTEM_VIEWER, reader, uid, false)).toEqual(first);
  await reparseOne(SYSTEM_VIEWER, reader, uid, true);
  expect(await totals()).toEqual({ records: 20, daily: 20, passed: 20, stated: 20 });
  expect((await reparse(false)).every(({ outcome }) => outcome === 'same')).toBe(true);
});

test('how a report was packed is not in its file, and stays told', async () => {
  const gzip = Buffer.concat([gzipSync(aggregateXml()), Buffer.from('\r\n')]);
  const raw = mailOf([attachment(gzip)]);
  await ingestBatch(reader, [{ ...sampleMail(), raw }], context);
  const read = await reparse(true);
  expect(read.filter(({ outcome }) => outcome !== 'same')).toEqual([]);

  await pool().query("UPDATE report SET message_count = 1 WHERE report_id = 'r-1'");
  expect((await reparse(true)).map(({ outcome }) => outcome)).toContain('changed');
  const { rows } = await pool().query("SELECT deviations FROM report WHERE report_id = 'r-1'");
  expect(rows[0].deviations).toEqual([
    { code: 'gzip-trailing-bytes', detail: '2 bytes', count: 1 },
  ]);
});
