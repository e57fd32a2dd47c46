import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { writeAggregate } from '#lib/demo/write-aggregate';
import { makeSample } from '#lib/ingest/sample-thread';
import { readFile } from '#lib/report/read-file';
import { sampleMail, sampleReport } from '#test/support/sample-report';

const XML = writeAggregate(sampleReport({ domain: 'customer.test', orgName: 'Secret Ltd' }));

test('a file becomes a sample that tells nobody, and reads as before', async () => {
  const made = await makeSample(Buffer.from(XML));
  const text = Buffer.from(made?.sample ?? []).toString();
  expect(made?.isMail).toBe(false);
  expect(text).not.toMatch(/customer|Secret/);
  const { items } = await readFile('sample.xml', Buffer.from(text));
  expect(items[0]?.outcome.ok).toBe(true);
});

test('a mail is told from a file', async () => {
  expect((await makeSample(sampleMail().raw ?? new Uint8Array()))?.isMail).toBe(true);
});

test('bytes that use the thread up give no sample, and harm nobody', async () => {
  const bomb = gzipSync(Buffer.alloc(40_000_000, '<a>b.example </a>'));
  expect(await makeSample(bomb, 500)).toBeNull();
  expect((await makeSample(Buffer.from(XML)))?.sample.length).toBeGreaterThan(100);
}, 60_000);
