import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, exceeds, limitsFrom } from '#lib/report/limits';
import { implausiblePeriod } from '#lib/report/plausible-period';

const DAY = 86_400;
const RECEIVED = new Date('2026-11-06T06:00:00Z');
const BEGIN = Date.parse('2026-11-05T00:00:00Z') / 1000;

test.each([
  ['a day', BEGIN, BEGIN + DAY - 1, 10, null],
  ['a point', BEGIN, BEGIN, 10, null],
  ['201 days', BEGIN - 200 * DAY, BEGIN, 10, null],
  ['an end a day ahead', BEGIN, BEGIN + 2 * DAY, 10, null],
  ['an end a week ahead', BEGIN, BEGIN + 7 * DAY, 10, 'report/implausible-date'],
  ['the year 1970', 100, 200, 10, 'report/implausible-date'],
  ['the year 2011', Date.UTC(2011, 11, 31) / 1000, BEGIN, 10, 'report/implausible-date'],
  ['two years', BEGIN - 730 * DAY, BEGIN, 10, 'report/implausible-date'],
  ['an end before the begin', BEGIN, BEGIN - 1, 10, 'report/implausible-date'],
  ['100 days of 10,000 records', BEGIN - 100 * DAY, BEGIN, 10_000, 'report/too-large'],
  ['a day of 200,000 records', BEGIN, BEGIN + DAY, 200_000, null],
])('a report of %s', (_, begin, end, records, code) => {
  const problem = implausiblePeriod({ begin, end }, records, RECEIVED, DEFAULT_LIMITS);
  expect(problem?.code ?? null).toBe(code);
});

test('the environment moves a limit, and only that', () => {
  const limits = limitsFrom({ MAX_RECORDS: 5, MAX_XML_DEPTH: undefined });
  expect(limits).toEqual({ ...DEFAULT_LIMITS, records: 5 });
});

test('a refusal says how large is too large, and where to change it', () => {
  expect(exceeds('mailBytes', DEFAULT_LIMITS).text).toBe(
    'The mail is larger than 25 MiB (MAX_MAIL_BYTES); raise it if you trust the reporter.',
  );
  expect(exceeds('archiveEntries', DEFAULT_LIMITS).text).toContain('10 (MAX_ARCHIVE_ENTRIES)');
});
