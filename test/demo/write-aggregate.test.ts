import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeAggregate } from '#lib/demo/write-aggregate';
import { parseAggregateReport } from '#lib/report/aggregate';
import type { AggregateReport } from '#lib/report/aggregate-schema';
import { DEFAULT_LIMITS } from '#lib/report/limits';
import { arbitraryReport } from './arbitrary-report.ts';

test('parse(write(report)) is the report, in both dialects', () => {
  fc.assert(
    fc.property(arbitraryReport(), (report) => {
      expect(parsed(writeAggregate(report))).toEqual(report);
    }),
    { numRuns: 10_000 },
  );
}, 60_000);

test('RFC 9990 is told by its namespace, RFC 7489 has none', () => {
  const [report] = fc.sample(arbitraryReport(), { numRuns: 1, seed: 1 });
  if (!report) throw new Error('fast-check drew nothing');
  const modern = writeAggregate({ ...report, dialect: 'rfc9990' });
  expect(modern).toContain('<feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">');
  expect(writeAggregate({ ...report, dialect: 'rfc7489' })).toContain('<feedback>');
});

function parsed(xml: string): AggregateReport {
  const result = parseAggregateReport(Buffer.from(xml), DEFAULT_LIMITS);
  if (!result.ok) throw new Error(result.error.text);
  expect(result.value.strictOk).toBe(true);
  return result.value.report;
}
