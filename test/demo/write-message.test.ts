import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demoMails } from '#lib/demo/mails';
import { packReport, WRAPPINGS, writeMessage } from '#lib/demo/write-message';
import { readFile } from '#lib/report/read-file';
import { type ReadMail, readMail } from '#lib/report/read-mail';
import { arbitraryReport } from './arbitrary-report.ts';

const SENT_AT = new Date('2026-11-24T04:05:06Z');
const wrapping = fc.constantFrom(...WRAPPINGS);

test('a random report survives any wrapping of any mail', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryReport(), wrapping, async (report, wrapped) => {
      const mail = await readMail(writeMessage(report, posting(wrapped)));
      expect(reportsOf(mail)).toEqual([report]);
    }),
    { numRuns: 10_000 },
  );
}, 120_000);

test('a random report survives its file', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryReport(), wrapping, async (report, wrapped) => {
      const { name, bytes } = packReport(report, posting(wrapped));
      expect(reportsOf(await readFile(name, bytes))).toEqual([report]);
    }),
    { numRuns: 10_000 },
  );
}, 120_000);

test('every mail of the demo holds one report that keeps to its RFC', async () => {
  const mails = [...demoMails({ now: new Date('2026-11-25T12:00:00Z'), days: 12, seed: 1 })];
  expect(mails.length).toBeGreaterThan(200);
  for (const { raw, name } of mails) {
    const { items } = await readMail(raw);
    const read = items.map(({ outcome }) =>
      outcome.ok
        ? { strict: outcome.value.strictOk, deviations: outcome.value.deviations }
        : outcome,
    );
    expect(read, name).toEqual([{ strict: true, deviations: [] }]);
  }
}, 120_000);

describe('the mail', () => {
  const [report] = fc.sample(arbitraryReport(), { numRuns: 1, seed: 7 });
  if (!report) throw new Error('fast-check drew nothing');
  const about = { ...report.metadata, reportId: 'abc.1', email: 'dmarc@reporter.example' };
  const mail = { ...report, metadata: about };

  test('names domain, submitter and id in its subject (RFC 9990 §3.2.4)', async () => {
    const { subject, date } = await readMail(writeMessage(mail, posting('attached-gzip')));
    const { domain } = report.policyPublished;
    expect(subject).toBe(`Report Domain: ${domain} Submitter: reporter.example Report-ID: <abc.1>`);
    expect(date).toEqual(SENT_AT);
  });

  test('has lines that end in CR LF and are at most 998 bytes long (RFC 5322 §2.1.1)', () => {
    for (const wrapped of WRAPPINGS) {
      const raw = Buffer.from(writeMessage(mail, posting(wrapped))).toString('latin1');
      expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(999);
    }
  });

  test('is the same bytes in every time zone', () => {
    const written = () => Buffer.from(writeMessage(mail, posting('attached-zip'))).toString('hex');
    const here = written();
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Auckland';
    expect(written()).toBe(here);
    process.env['TZ'] = zone ?? 'UTC';
  });
});

function posting(wrapped: (typeof WRAPPINGS)[number]) {
  return {
    wrapping: wrapped,
    submitter: 'reporter.example',
    to: 'dmarc@tidewater.example',
    sentAt: SENT_AT,
  };
}

function reportsOf({ items }: ReadMail) {
  return items.map(({ outcome }) => (outcome.ok ? outcome.value.report : outcome.error));
}
