import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Dice } from '#lib/demo/random';
import { ERRORS } from '#lib/errors';
import { createReader } from '#lib/ingest/reader-thread';
import { describeItem } from '#lib/report/describe';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { readFile } from '#lib/report/read-file';
import type { ReadItem } from '#lib/report/read-mail';
import { fixture, pairsOf } from './golden-pairs.ts';
import { mutate, pick } from './mutate.ts';
import { ber, signedData } from './sample-cms.ts';
import { attachment, mailOf } from './sample-mail.ts';
import { writeTar } from './sample-tar.ts';
import { writeZip } from './sample-zip.ts';

/** SECURITY 4, G5: a minute where every commit is checked, longer at night, a moment at the desk. */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? (process.env['CI'] ? 60 : 3));
const SEED = process.env['FUZZ_SEED'] ?? String(Date.now());
/** Every so many inputs, one is read in the thread too, as a mailbox's mails are. */
const IN_THREAD = 20;

test(`changed files are read or refused, seed ${SEED}`, {
  timeout: SECONDS * 2000 + 60_000,
}, async () => {
  const reader = createReader({ limits: DEFAULT_LIMITS, deadlineMs: 20_000 });
  const end = Date.now() + SECONDS * 1000;
  let inputs = 0;
  let read = 0;
  for (; Date.now() < end; inputs += 1) {
    const dice = new Dice(`${SEED}/${inputs}`);
    const bytes = inputBy(dice);
    const { items } = await readFile('report', bytes).catch((cause: unknown) => {
      throw new Error(`seed ${SEED}, input ${inputs}`, { cause });
    });
    expect(items.map(faultOf).filter(Boolean), `seed ${SEED}, input ${inputs}`).toEqual([]);
    expect(items.length).toBeGreaterThan(0);
    if (inputs % IN_THREAD === 0) {
      const again = await reader.readFile('report', bytes);
      expect(inWords(again.items), `seed ${SEED}, input ${inputs}`).toEqual(inWords(items));
    }
    if (items.some(({ outcome }) => outcome.ok)) read += 1;
  }
  await reader.close();
  process.stderr.write(`fuzz.test: ${inputs} inputs in ${SECONDS} s, ${read} read, seed ${SEED}\n`);
  expect(inputs).toBeGreaterThan(100);
});

/** What is wrong about how an item ended; null when it is a report, or a refusal with its reason. */
function faultOf({ outcome }: ReadItem) {
  if (!outcome.ok) {
    const { code, text } = outcome.error;
    const isNamed = code in ERRORS && code !== 'report/reader-crashed' && text.length > 10;
    return isNamed ? null : `${code}: ${text}`;
  }
  const { value } = outcome;
  if (value.kind !== 'aggregate') return null;
  const counts = value.report.records.map(({ row }) => row.count);
  const areCounts = counts.every((count) => Number.isSafeInteger(count) && count >= 0);
  return areCounts ? null : `counts ${counts}`;
}

function inWords(items: readonly ReadItem[]) {
  return items.map((item) => describeItem('report', item));
}

const SEEDS = [
  ...seedsOf('aggregate', '.xml'),
  ...seedsOf('tls', '.in.json'),
  ...seedsOf('message', '.eml'),
  ...seedsOf('failure', '.eml'),
];

function seedsOf(folder: string, ending: string) {
  return pairsOf(folder, ending).map((name) => fixture(folder, `${name}${ending}`));
}

const PACKINGS: readonly ((data: Buffer) => Buffer)[] = [
  (data) => gzipSync(data),
  (data) => writeZip([{ name: 'report.xml', data }]),
  (data) => writeTar([{ name: 'report.xml', data }]),
  (data) => mailOf([attachment(data, 'text/xml')]),
  (data) => mailOf([attachment(gzipSync(data))]),
  (data) => mailOf([attachment(writeZip([{ name: 'report.xml', data }]))]),
  (data) => signedData(ber(0xa0, ber(4, mailOf([attachment(data)])))),
];

/** One of our own fixtures, changed before it is packed, or after, or both. */
function inputBy(dice: Dice) {
  const seed = pick(dice, SEEDS);
  const changed = dice.next() < 0.8 ? mutate(seed, dice, SEEDS) : seed;
  if (dice.next() < 0.3) return changed;
  const packed = pick(dice, PACKINGS)(changed);
  return dice.next() < 0.3 ? mutate(packed, dice, SEEDS) : packed;
}
