import { deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ByteBudget } from '#lib/report/byte-budget';
import { gzipped } from '#lib/report/gzipped';
import { inflate } from '#lib/report/inflate';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { unpack } from '#lib/report/unpack';

const REPORT = Buffer.from('<feedback>one report that repeats itself</feedback>'.repeat(200));

test('deflates what came in no archive', () => {
  expect(Buffer.from(gunzipSync(gzipped(REPORT)))).toEqual(REPORT);
});

test('keeps the deflate data that a report came in, without its file name', async () => {
  // At another level than ours, so that it can be told from data of our own making.
  const archive = gzipSync(REPORT, { level: 1 });
  archive[3] = 8;
  const named = Buffer.concat([
    archive.subarray(0, 10),
    Buffer.from('n.xml\0'),
    archive.subarray(10),
  ]);
  const file = gzipped(await unpacked(named));
  expect(file.subarray(10)).toEqual(new Uint8Array(archive.subarray(10)));
  expect(gunzipSync(file)).toEqual(REPORT);
});

test('deflates anew what came in several members', async () => {
  const members = [REPORT.subarray(0, 99), REPORT.subarray(99)].map((part) => gzipSync(part));
  const file = gzipped(await unpacked(Buffer.concat(members)));
  expect(gunzipSync(file)).toEqual(REPORT);
});

test('keeps no deflate data that is long for what it holds', async () => {
  const emptyBlocks = Buffer.alloc(5 * REPORT.length, Buffer.from('000000ffff', 'hex'));
  const deflated = Buffer.concat([emptyBlocks, deflateRawSync(REPORT)]);
  const budget = new ByteBudget(DEFAULT_LIMITS);
  const inflated = await inflate(deflated, REPORT.length, budget);
  if (!inflated?.ok) throw new Error('It was not inflated.');
  const file = gzipped(inflated.value.content);
  expect(file.length).toBeLessThan(1000);
  expect(gunzipSync(file)).toEqual(REPORT);
});

async function unpacked(archive: Buffer) {
  const [file] = await unpack(archive, DEFAULT_LIMITS, new ByteBudget(DEFAULT_LIMITS));
  if (!file?.content.ok) throw new Error('It was not unpacked.');
  return file.content.value;
}
