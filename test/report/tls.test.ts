import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { parseTlsReport } from '#lib/report/tls';
import { fixture, meaningOf, pairsOf } from './golden-pairs.ts';

const names = pairsOf('tls', '.in.json');

test('there are golden pairs of TLS reports', () => {
  expect(names.length).toBeGreaterThan(10);
});

test.each(names)('TLS report: %s', (name) => {
  const parsed = parseTlsReport(fixture('tls', `${name}.in.json`), DEFAULT_LIMITS);
  const found = parsed.ok ? parsed.value : { refused: parsed.error };
  expect(found).toEqual(meaningOf('tls', name));
});

test('a policy without a domain takes that of the file name', () => {
  const bytes = fixture('tls', 'no-policy-and-no-domain.in.json');
  const parsed = parseTlsReport(bytes, DEFAULT_LIMITS, 'example.com');
  expect(parsed).toMatchObject({ value: { report: { policies: [{ domain: 'example.com' }] } } });
});
