import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeTls, writeTlsMessage } from '#lib/demo/write-tls';
import { readFile } from '#lib/report/read-file';
import { type ReadMail, readMail } from '#lib/report/read-mail';
import type { TlsReport } from '#lib/report/tls-schema';

const POSTING = {
  submitter: 'reporter.example',
  to: 'tls@tidewater.example',
  sentAt: new Date('2026-11-24T04:05:06Z'),
};

const text = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .map((given) => given.trim())
  .filter((given) => given !== '');
const stated = fc.option(text);
const name = fc.stringMatching(/^[a-z0-9]{1,12}(\.[a-z0-9]{1,12}){0,2}\.example$/);
const count = fc.nat({ max: 1_000_000 });
const begin = fc.integer({ min: 1_577_836_800, max: 1_893_456_000 });

const failure = fc.record({
  resultType: stated,
  sendingMtaIp: stated,
  receivingMxHostname: stated,
  receivingMxHelo: stated,
  receivingIp: stated,
  failedSessions: count,
  additionalInformation: stated,
  failureReasonCode: stated,
});

const policy = fc
  .record({
    type: fc.constantFrom('tlsa' as const, 'sts' as const, 'no-policy-found' as const),
    strings: fc.array(text, { maxLength: 3 }),
    domain: name,
    mxHosts: fc.array(name, { maxLength: 3 }),
    successfulSessions: count,
    failedSessions: count,
    failureDetails: fc.array(failure, { maxLength: 3 }),
  })
  .map((given) => ({ ...given, typeRaw: given.type }));

const report: fc.Arbitrary<TlsReport> = fc.record({
  organizationName: text,
  contactInfo: stated,
  reportId: fc.stringMatching(/^[\w@.-]{1,40}$/),
  dateRange: begin.map((seconds) => ({ begin: seconds, end: seconds + 86_399 })),
  policies: fc.array(policy, { minLength: 1, maxLength: 3 }),
});

test('a random TLS report survives its file', async () => {
  await fc.assert(
    fc.asyncProperty(report, async (given) => {
      const bytes = Buffer.from(writeTls(given));
      expect(reportsOf(await readFile('report.json', bytes))).toEqual([given]);
    }),
    { numRuns: 1000 },
  );
}, 60_000);

test('and its mail', async () => {
  await fc.assert(
    fc.asyncProperty(report, async (given) => {
      const mail = await readMail(writeTlsMessage({ ...given, contactInfo: null }, POSTING));
      expect(reportsOf(mail)).toEqual([{ ...given, contactInfo: null }]);
    }),
    { numRuns: 500 },
  );
}, 60_000);

function reportsOf({ items }: ReadMail) {
  return items.map(({ outcome }) => (outcome.ok ? outcome.value.report : outcome.error));
}
