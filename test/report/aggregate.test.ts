import { expect, test } from 'vitest';
import { parseAggregateReport } from '#lib/report/aggregate';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { fixture, meaningOf, pairsOf } from './golden-pairs.ts';

const names = pairsOf('aggregate', '.xml');

test('there are golden pairs of aggregate reports', () => {
  expect(names.length).toBeGreaterThan(60);
});

test.each(names)('aggregate report: %s', (name) => {
  const parsed = parseAggregateReport(fixture('aggregate', `${name}.xml`), DEFAULT_LIMITS);
  const found = parsed.ok ? parsed.value : { refused: parsed.error };
  expect(found).toEqual(meaningOf('aggregate', name));
});
