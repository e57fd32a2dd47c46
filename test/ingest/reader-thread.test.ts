import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { createReader, type Reader } from '#lib/ingest/reader-thread';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { readMail } from '#lib/report/read-mail';
import { attachment, mailOf } from '#test/report/sample-mail';
import { aggregateXml, recordXml } from '#test/report/sample-xml';

const readers: Reader[] = [];
const workerPath = (name: string) => join(import.meta.dirname, 'reader-workers', name);

afterAll(async () => {
  for (const reader of readers) await reader.close();
});

test('the thread reads what is read without it', async () => {
  const reader = made(createReader());
  const raw = mailOf([attachment(gzipSync(aggregateXml())), attachment('{"policies": 1}')]);
  expect(await reader.readMail(raw)).toMatchObject(plain(await readMail(raw)));
});

test('the caller keeps its bytes', async () => {
  const reader = made(createReader());
  const raw = mailOf([attachment(gzipSync(aggregateXml()))]);
  const copy = Buffer.from(raw);
  await reader.readMail(raw);
  expect(raw.equals(copy)).toBe(true);
});

test('requests that come at once are answered each by its own', async () => {
  const reader = made(createReader());
  const ids = Array.from({ length: 20 }, (_, n) => `report-${n}`);
  const mails = await Promise.all(
    ids.map((id) => reader.readFile('a.xml', Buffer.from(aggregateXml().replace('r-1', id)))),
  );
  const read = mails.map(({ items: [item] }) =>
    item?.outcome.ok && item.outcome.value.kind === 'aggregate'
      ? item.outcome.value.report.metadata.reportId
      : null,
  );
  expect(read).toEqual(ids);
});

test('long reports, handed over in pieces, arrive whole and in their order', async () => {
  const reader = made(createReader());
  const long = (first: number) =>
    Array.from({ length: 12_001 }, (_, n) => recordXml({ count: String(first + n) })).join('');
  const raw = mailOf(
    [1, 20_000].map((first) => attachment(gzipSync(aggregateXml({ records: long(first) })))),
  );
  const { items } = await reader.readMail(raw);
  const counts = items.map(({ outcome }) =>
    outcome.ok && outcome.value.kind === 'aggregate'
      ? outcome.value.report.records.map(({ row }) => row.count)
      : [],
  );
  const from = (first: number) => Array.from({ length: 12_001 }, (_, n) => first + n);
  expect(counts).toEqual([from(1), from(20_000)]);
});

test('the limits are those the reader was made with', async () => {
  const reader = made(createReader({ limits: { ...DEFAULT_LIMITS, records: 1 } }));
  const xml = Buffer.from(aggregateXml({ records: recordXml() + recordXml() }));
  const { items } = await reader.readFile('a.xml', xml);
  expect(items[0]?.outcome).toMatchObject({ error: { code: 'report/too-large' } });
});

test.each([
  ['never answers', 'endless.ts', 4000, 'It took longer than 4 seconds.'],
  ['takes all memory', 'hungry.ts', 30_000, 'memory limit'],
  ['throws', 'throwing.ts', 30_000, 'a fault of the reader'],
  ['exits', 'exiting.ts', 30_000, 'It ended unexpectedly.'],
])(
  'a thread that %s is replaced, and the queue goes on',
  { timeout: 60_000 },
  async (_, file, deadlineMs, why) => {
    const reader = made(createReader({ deadlineMs, heapMb: 64, workerPath: workerPath(file) }));
    const subjects = Array.from({ length: 20 }, (_, n) => (n === 3 ? 'poison' : `sound ${n}`));
    const mails = await Promise.all(subjects.map((one) => reader.readMail(Buffer.from(one))));
    const [poison] = mails.splice(3, 1);
    expect(poison?.items[0]?.outcome).toMatchObject({
      error: { code: 'report/reader-crashed', text: expect.stringContaining(why) },
    });
    expect(mails.map(({ subject }) => subject)).toEqual(subjects.toSpliced(3, 1));
  },
);

test('a thread that is full of what it has read is replaced, and what it was sent is read', async () => {
  const reader = made(createReader({ workerPath: workerPath('heavy.ts') }));
  const subjects = ['sound', 'heavy', 'sound', 'sound', 'heavy', 'sound'];
  const mails = await Promise.all(subjects.map((one) => reader.readMail(Buffer.from(one))));
  expect(mails.map(({ subject }) => subject)).toEqual([
    '1 sound',
    '2 heavy',
    '1 sound',
    '2 sound',
    '3 heavy',
    '1 sound',
  ]);
});

test('what waits when the reader is closed is answered', async () => {
  const reader = createReader({ workerPath: workerPath('endless.ts') });
  const waiting = [reader.readMail(Buffer.from('poison')), reader.readMail(Buffer.from('sound'))];
  await reader.close();
  const codes = (await Promise.all(waiting)).map(({ items: [item] }) =>
    item?.outcome.ok === false ? item.outcome.error.code : null,
  );
  expect(codes).toEqual(['report/reader-crashed', 'report/reader-crashed']);
});

test('the event loop goes on while a large report is read', async () => {
  const reader = made(createReader());
  const xml = Buffer.from(aggregateXml({ records: recordXml().repeat(20_000) }));
  await reader.readFile('warm.xml', Buffer.from(aggregateXml()));
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const { items } = await reader.readFile('large.xml', xml);
  delay.disable();
  expect(items[0]?.outcome.ok).toBe(true);
  expect(delay.percentile(50) / 1e6).toBeLessThan(200);
});

function made(reader: Reader) {
  readers.push(reader);
  return reader;
}

/** Buffers arrive as plain byte arrays. */
function plain(value: Awaited<ReturnType<typeof readMail>>) {
  return structuredClone(value);
}
