import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import type { Incoming } from '#lib/ingest/incoming';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader } from '#lib/ingest/reader-thread';
import { forgetDictionary } from '#lib/store/dictionary';
import { confirmSigner } from '#lib/store/reporter-signer';
import { startDns } from '#test/support/dns-server';
import { expectRollupsAgree } from '#test/support/rollups';
import { type Sample, sampleMail, sampleRecord } from '#test/support/sample-report';
import { DKIM_KEY, signMail } from '#test/support/signed-mail';

const dns = await startDns({
  's1._domainkey.reporter.example': [DKIM_KEY],
  's1._domainkey.evil.example': [DKIM_KEY],
  '_dmarc.reporter.example': ['v=DMARC1; p=reject'],
  '_dmarc.quiet.example': ['v=DMARC1; p=none'],
});
const reader = createReader({ dnsServers: [dns.address] });
const context = { origin: 'import', mailboxId: null, uidValidity: null, runId: null } as const;

beforeEach(async () => {
  await pool().query('TRUNCATE record, daily, report, message, domain, reporter CASCADE');
  forgetDictionary();
});

afterEach(expectRollupsAgree);

afterAll(async () => {
  await reader.close();
  await closePool();
  await disconnect();
  await dns.close();
});

const REAL: Sample = { orgName: 'reporter.example', reportId: 'squatted' };
const FORGED: Sample = { ...REAL, records: [sampleRecord({ count: 999 })] };

async function mail(sample: Sample, from: string, signers: readonly string[] = []) {
  const plain = Buffer.from(sampleMail(sample).raw ?? '').toString('latin1');
  const authored = plain.replace(/^From:.*$/m, `From: <dmarc@${from}>`);
  const raw = await signMail(Buffer.from(authored, 'latin1'), signers);
  return { ...sampleMail(sample), raw, size: raw.length } satisfies Incoming;
}

async function reports() {
  const { rows } = await pool().query<{ verdict: string; signer: string | null; counted: boolean }>(
    'SELECT verdict::text, signer, counted FROM report ORDER BY id',
  );
  return rows;
}

async function counted() {
  const { rows } = await pool().query<{ records: number; daily: number }>(
    `SELECT (SELECT coalesce(sum(count), 0)::int FROM record) AS records,
            (SELECT coalesce(sum(messages), 0)::int FROM daily) AS daily`,
  );
  return rows[0];
}

test('the verdict and its evidence are stored', async () => {
  await ingestBatch(reader, [await mail(REAL, 'reporter.example', ['reporter.example'])], context);
  expect(await reports()).toEqual([
    { verdict: 'verified', signer: 'reporter.example', counted: true },
  ]);
  const { rows } = await pool().query('SELECT evidence FROM message');
  expect(rows[0].evidence).toMatchObject({ author: 'reporter.example', dns: 'answered' });
});

test('a forged mail cannot keep the place of the report that it foretells', async () => {
  const forged = await mail(FORGED, 'quiet.example');
  const [first] = await ingestBatch(reader, [forged], context);
  expect(first?.items[0]?.outcome).toBe('stored');
  expect(await counted()).toEqual({ records: 999, daily: 999 });
  const real = await mail(REAL, 'reporter.example', ['reporter.example']);
  const [second] = await ingestBatch(reader, [real], context);
  expect(second?.items[0]?.outcome).toBe('stored');
  expect(await reports()).toEqual([
    { verdict: 'unverified', signer: null, counted: false },
    { verdict: 'verified', signer: 'reporter.example', counted: true },
  ]);
  expect(await counted()).toEqual({ records: 10, daily: 10 });
});

test('nor can it displace the real one afterwards, signed by its own domain or not', async () => {
  const real = await mail(REAL, 'reporter.example', ['reporter.example']);
  const unsigned = await mail(FORGED, 'quiet.example');
  const other: Sample = { ...REAL, records: [sampleRecord({ count: 5 })] };
  const signed = await mail(other, 'evil.example', ['evil.example']);
  const outcomes = await ingestBatch(reader, [unsigned, signed, real], context);
  expect(outcomes.map(({ items }) => items[0]?.outcome)).toEqual([
    'conflict',
    'conflict',
    'stored',
  ]);
  expect(await counted()).toEqual({ records: 10, daily: 10 });
});

test('a mail whose author disowns it is held: kept, shown, not counted', async () => {
  const [outcome] = await ingestBatch(reader, [await mail(FORGED, 'reporter.example')], context);
  expect(outcome?.items[0]?.outcome).toBe('held');
  expect(await reports()).toEqual([{ verdict: 'failed', signer: null, counted: false }]);
  expect(await counted()).toEqual({ records: 0, daily: 0 });
});

test('the same report from a surer sender counts once, and is known as surer', async () => {
  await ingestBatch(reader, [await mail(REAL, 'quiet.example')], context);
  const real = await mail(REAL, 'reporter.example', ['reporter.example']);
  const [again] = await ingestBatch(reader, [real], context);
  expect(again?.items[0]?.outcome).toBe('duplicate');
  expect(await reports()).toEqual([
    { verdict: 'verified', signer: 'reporter.example', counted: true },
  ]);
  expect(await counted()).toEqual({ records: 10, daily: 10 });
});

test('a held report counts once a surer sender brings it', async () => {
  await ingestBatch(reader, [await mail(REAL, 'reporter.example')], context);
  const real = await mail(REAL, 'reporter.example', ['reporter.example']);
  const [again] = await ingestBatch(reader, [real], context);
  expect(again?.items[0]?.outcome).toBe('stored');
  expect(await counted()).toEqual({ records: 10, daily: 10 });
});

test('of two held reports that one batch brings again, only the surest counts', async () => {
  const held = [await mail(FORGED, 'reporter.example'), await mail(REAL, 'reporter.example')];
  await ingestBatch(reader, held, context);
  expect(await counted()).toEqual({ records: 0, daily: 0 });
  const again = [
    await mail(FORGED, 'quiet.example'),
    await mail(REAL, 'reporter.example', ['reporter.example']),
  ];
  await ingestBatch(reader, again, context);
  expect((await reports()).map(({ counted }) => counted)).toEqual([false, true]);
  expect(await counted()).toEqual({ records: 10, daily: 10 });
});

test('a signer that a person confirms verifies what it signed, and what it will sign', async () => {
  const named: Sample = { ...REAL, orgName: 'Reporter Inc' };
  const signed = () => mail(named, 'reporter.example', ['reporter.example']);
  await ingestBatch(reader, [await signed()], context);
  expect((await reports())[0]?.verdict).toBe('authenticated');
  expect(await confirmSigner(SYSTEM_VIEWER, 'Reporter Inc', 'reporter.example')).toBe(1);
  expect((await reports())[0]?.verdict).toBe('verified');
});
