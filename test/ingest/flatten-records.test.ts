import { expect, test } from 'vitest';
import { flattenRecords } from '#lib/ingest/flatten-records';
import { sampleRecord, sampleReport } from '#test/support/sample-report';

test('records of more results than are remembered are all counted, each once', () => {
  const each = Array.from({ length: 21_000 }, (_, n) =>
    sampleRecord({ headerFrom: `d${n}.example.com`, count: 1 }),
  );
  const [first, last] = [each[0], each.at(-1)];
  if (!first || !last) throw new Error('There are no records.');
  const { pieces, authSetOf, authSets, daily } = flattenRecords(
    sampleReport({ records: [...each, first, last] }),
  );
  const lines = pieces.flatMap((piece) => piece.split('\n'));
  expect(lines).toHaveLength(21_002);
  expect(authSetOf).toHaveLength(21_002);
  expect(new Set(authSets).size).toBe(authSets.length);
  expect(authSetOf.at(-2)).toBe(authSetOf[0]);
  expect(authSetOf.at(-1)).toBe(authSetOf[20_999]);
  // The same record, under another number, is the same line.
  expect(factsIn(lines[21_000])).toBe(factsIn(lines[0]));
  expect(factsIn(lines[21_001])).toBe(factsIn(lines[20_999]));
  expect(daily.reduce((sum, { records }) => sum + records, 0)).toBe(21_002);
  expect(daily.reduce((sum, { messages }) => sum + messages, 0)).toBe(21_002);
});

/** All of a line but its day and its record's number. */
function factsIn(line = '') {
  return line.split('\t').slice(2).join('\t');
}
