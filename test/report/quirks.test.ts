import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pairsOf } from './golden-pairs.ts';
import { QUIRKS } from './quirks.ts';

/** How many rows each section of the catalogue has; the tenth is one row. */
const ROWS = [22, 12, 15, 19, 9, 16, 10, 13, 9];

const PAIRS: Readonly<Record<string, readonly string[]>> = {
  aggregate: pairsOf('aggregate', '.xml'),
  message: pairsOf('message', '.eml'),
  tls: pairsOf('tls', '.in.json'),
  failure: pairsOf('failure', '.eml'),
};

test('every row of the catalogue has its place', () => {
  const rows = ROWS.flatMap((count, section) =>
    Array.from({ length: count }, (_, n) => `${section + 1}.${n + 1}`),
  );
  expect(QUIRKS.map(({ row }) => row)).toEqual([...rows, '10']);
  const read = QUIRKS.filter(({ elsewhere }) => elsewhere === null);
  process.stderr.write(
    `quirks.test: ${read.length} of ${QUIRKS.length} rows are shown to be read\n`,
  );
});

test.each(QUIRKS)('$row, $quirk: what shows it is there', ({ shown, elsewhere }) => {
  expect(shown.length > 0).toBe(elsewhere === null);
  expect(shown.filter((evidence) => !isThere(evidence))).toEqual([]);
});

test('every golden pair shows something, or that a fault is refused', () => {
  const named = new Set(QUIRKS.flatMap(({ shown }) => shown));
  const all = Object.entries(PAIRS).flatMap(([folder, names]) =>
    names.map((name) => `${folder}/${name}`),
  );
  expect(all.filter((pair) => !named.has(pair) && !/\/refused-/.test(pair))).toEqual(EXTRAS);
});

/** What no row of the catalogue asks for: the standards' own shapes, and what else we met. */
const EXTRAS = [
  'aggregate/elements-nobody-knows',
  'aggregate/plain-rfc7489',
  'aggregate/text-after-root',
  'aggregate/utf-16-declared-but-is-not',
  'message/blank-in-the-empty-line',
  'message/mails-in-a-zip',
  'message/mbox-in-a-gzip',
  'message/multipart-with-gzip',
  'message/tar-in-a-gzip',
  'message/unparsable-date',
  'message/uuencoded',
  'tls/number-as-report-id',
  'tls/rfc-8460-shape',
  'failure/rfc-9991-shape',
];

function isThere(evidence: string) {
  const [folder = '', name = ''] = evidence.split('/');
  if (PAIRS[folder]?.includes(name)) return true;
  const [file, title = ''] = evidence.split(': ');
  const found = ['.test.ts', '.ts']
    .map((ending) => join(import.meta.dirname, `${file}${ending}`))
    .find((path) => existsSync(path));
  return found !== undefined && title !== '' && readFileSync(found, 'utf8').includes(title);
}
