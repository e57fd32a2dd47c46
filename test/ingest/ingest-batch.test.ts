import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { writeAggregate } from '#lib/demo/write-aggregate';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import type { IngestContext } from '#lib/ingest/incoming';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { createReader } from '#lib/ingest/reader-thread';
import { retryQuarantine } from '#lib/ingest/retry-quarantine';
import { forgetDictionary } from '#lib/store/dictionary';
import { expectRollupsAgree } from '#test/support/rollups';
import {
  incoming,
  junkMail,
  sampleMail,
  sampleRecord,
  sampleReport,
} from '#test/support/sample-report';

// Who sent it is another test's matter: nobody answers at this address.
const reader = createReader({ dnsServers: ['127.0.0.1:9'] });
const context: IngestContext = {
  origin: 'import',
  mailboxId: null,
  uidValidity: null,
  runId: null,
};

beforeEach(async () => {
  await pool().query(
    'TRUNCATE record, daily, report, message, domain, reporter, auth_set, source, mailbox CASCADE',
  );
  forgetDictionary();
});

afterEach(expectRollupsAgree);

afterAll(async () => {
  await reader.close();
  await closePool();
  await disconnect();
});

async function sums() {
  const { rows } = await pool().query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM report WHERE counted) AS reports,
            (SELECT count(*)::int FROM report WHERE NOT counted) AS conflicts,
            (SELECT count(*)::int FROM record) AS records,
            (SELECT coalesce(sum(count), 0)::int FROM record) AS messages,
            (SELECT coalesce(sum(messages), 0)::int FROM daily) AS rolled_up,
            (SELECT count(*)::int FROM quarantine WHERE state = 'open') AS quarantined`,
  );
  return rows[0];
}

test('a mail is stored with its records, its roll-up and its original', async () => {
  const [outcome] = await ingestBatch(reader, [sampleMail()], context);
  expect(outcome).toMatchObject({
    state: 'done',
    records: 1,
    messages: 10,
    items: [{ kind: 'aggregate', outcome: 'stored', code: null }],
  });
  expect(await sums()).toMatchObject({ reports: 1, records: 1, messages: 10, rolled_up: 10 });
  const { rows } = await pool().query('SELECT report_id FROM report_original');
  expect(rows).toHaveLength(1);
});

test.each([
  ['a NUL', '\u0000'],
  ['half a character', '\ud83d'],
  ['a character that its longest name cuts in two', `${'a'.repeat(254)}\u{1f600}`],
])('names that Postgres cannot hold cost no report: %s', async (_, word) => {
  const encoded = Buffer.from(word, 'utf8').toString('base64');
  const named = encodeURIComponent(word.toWellFormed());
  const mail = Buffer.from(
    [
      `From: =?utf-8?B?${encoded}?= <reports@reporter.example>`,
      `Subject: =?utf-8?B?${encoded}?=`,
      'MIME-Version: 1.0',
      'Content-Type: application/xml',
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename*=utf-8''${named}`,
      '',
      Buffer.from(writeAggregate(sampleReport())).toString('base64'),
    ].join('\r\n'),
  );
  const [outcome] = await ingestBatch(reader, [incoming(mail)], context);
  expect(outcome).toMatchObject({ state: 'done', records: 1 });
  const [none] = await ingestBatch(
    reader,
    [incoming(Buffer.from(`Subject: ${word}\r\n\r\nhello`))],
    context,
  );
  expect(none).toMatchObject({ state: 'quarantined' });
});

test('the same report in a second mail is a duplicate and counts once', async () => {
  await ingestBatch(reader, [sampleMail()], context);
  const [again] = await ingestBatch(reader, [sampleMail()], context);
  expect(again?.items[0]?.outcome).toBe('duplicate');
  expect(again?.messages).toBe(0);
  expect(await sums()).toMatchObject({ reports: 1, messages: 10, rolled_up: 10 });
});

test('the same report twice in one batch counts once', async () => {
  const outcomes = await ingestBatch(reader, [sampleMail(), sampleMail()], context);
  expect(outcomes.map(({ items }) => items[0]?.outcome)).toEqual(['stored', 'duplicate']);
  expect(await sums()).toMatchObject({ reports: 1, messages: 10 });
});

test('another content of the same identity is a conflict: kept, shown, not counted', async () => {
  const other = sampleMail({ records: [sampleRecord({ count: 3 })] });
  const outcomes = await ingestBatch(reader, [sampleMail(), other, other], context);
  expect(outcomes.map(({ items }) => items[0]?.outcome)).toEqual([
    'stored',
    'conflict',
    'duplicate',
  ]);
  expect(await sums()).toMatchObject({ reports: 1, conflicts: 1, messages: 10, rolled_up: 10 });
  const { rows } = await pool().query('SELECT report_id FROM report_original');
  expect(rows).toHaveLength(2);
});

test('one company with three mail services is three reports (identity holds the e-mail)', async () => {
  const mails = ['a', 'b', 'c'].map((box) => sampleMail({ email: `dmarc@${box}.example` }));
  await ingestBatch(reader, mails, context);
  expect(await sums()).toMatchObject({ reports: 3, conflicts: 0, messages: 30 });
});

test('a mail that cannot be read goes to quarantine with its bytes, and the next one is stored', async () => {
  const junk = junkMail('Lunch on Friday?');
  const [first, second] = await ingestBatch(reader, [junk, sampleMail()], context);
  expect(first).toMatchObject({ state: 'quarantined', items: [{ code: 'report/not-found' }] });
  expect(second?.state).toBe('done');
  const { rows } = await pool().query('SELECT code, length(raw) > 0 AS kept FROM quarantine');
  expect(rows).toEqual([{ code: 'report/not-found', kept: true }]);
});

test('a mail too large to fetch is quarantined without its bytes, and says how large it was', async () => {
  const huge = { ...sampleMail(), raw: null, size: 99_000_000 };
  const [outcome] = await ingestBatch(reader, [huge], context);
  expect(outcome?.items[0]).toMatchObject({ code: 'report/too-large' });
  expect(outcome?.items[0]?.text).toContain('99000000');
});

test('a mail of a mailbox that the ledger has finished is not read again', async () => {
  const mailboxId = await addMailbox();
  const box: IngestContext = { ...context, origin: 'mailbox', mailboxId, uidValidity: 7n };
  await ingestBatch(reader, [sampleMail({}, 1n)], box);
  const [again] = await ingestBatch(reader, [sampleMail({}, 1n)], box);
  expect(again).toMatchObject({ state: 'known', uid: 1n });
  const [renumbered] = await ingestBatch(reader, [sampleMail({}, 1n)], { ...box, uidValidity: 8n });
  expect(renumbered?.items[0]?.outcome).toBe('duplicate');
  expect(await sums()).toMatchObject({ reports: 1, messages: 10 });
});

test('a mail that ended its reader three times is quarantined unread', async () => {
  const mailboxId = await addMailbox();
  await pool().query(
    `INSERT INTO message (origin, mailbox_id, uid_validity, uid, size, received_at, state, attempts)
     VALUES ('mailbox', $1, 7, 1, 10, now(), 'claimed', 3)`,
    [mailboxId],
  );
  const box: IngestContext = { ...context, origin: 'mailbox', mailboxId, uidValidity: 7n };
  const [outcome] = await ingestBatch(reader, [sampleMail({}, 1n)], box);
  expect(outcome).toMatchObject({
    state: 'quarantined',
    items: [{ code: 'report/reader-crashed' }],
  });
});

test('a week-long report stands on each of its days and adds up exactly', async () => {
  const week = sampleMail({
    begin: '2026-11-01T00:00Z',
    end: '2026-11-07T23:59:59Z',
    records: [sampleRecord({ count: 100 })],
  });
  await ingestBatch(reader, [week], context);
  const { rows } = await pool().query('SELECT day::text, messages::int FROM daily ORDER BY day');
  expect(rows).toHaveLength(7);
  expect(await sums()).toMatchObject({ reports: 1, messages: 100, rolled_up: 100 });
});

test('a retry stores what can be read now, once, and resolves the quarantine', async () => {
  // A good mail that an earlier reader refused: its row says so, its bytes are the same.
  await ingestBatch(reader, [junkMail('before')], context);
  const good = sampleMail();
  const { gzipSync } = await import('node:zlib');
  const { rows } = await pool().query<{ id: string }>(
    'UPDATE quarantine SET raw = $1 RETURNING id',
    [gzipSync(good.raw ?? '')],
  );
  const id = BigInt(rows[0]?.id ?? 0);
  const outcome = await retryQuarantine(SYSTEM_VIEWER, reader, id);
  expect(outcome).toMatchObject({ state: 'done', messages: 10 });
  expect(await sums()).toMatchObject({ reports: 1, quarantined: 0 });
  const again = await retryQuarantine(SYSTEM_VIEWER, reader, id);
  expect(again).toMatchObject({ messages: 0, items: [{ outcome: 'stored' }] });
  expect(await sums()).toMatchObject({ reports: 1, messages: 10, rolled_up: 10 });
});

test('two batches of the same mails at the same time count each report once', async () => {
  const mails = Array.from({ length: 20 }, (_, n) => sampleMail({ reportId: String(n) }));
  await Promise.all([
    ingestBatch(reader, mails, context),
    ingestBatch(reader, mails.toReversed(), context),
  ]);
  expect(await sums()).toMatchObject({ reports: 20, conflicts: 0, messages: 200, rolled_up: 200 });
});

async function addMailbox() {
  const { rows } = await pool().query<{ id: number }>(
    `INSERT INTO mailbox (name, host, port, tls, username, secret)
     VALUES ('box', 'localhost', 143, 'none', 'u', 's') RETURNING id`,
  );
  return rows[0]?.id ?? 0;
}
