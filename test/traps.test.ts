import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Every trap of PRODUCT 6.2, and the test that walks into it: file under test/, words of its title. */
const TRAPS = [
  trap('two signatures', 'ingest/traps', 'a record with two signatures counts once'),
  trap('ingested twice', 'ingest/ingest-batch', 'the same report in a second mail is a duplicate'),
  trap(
    'a report of 7 days',
    'ingest/ingest-batch',
    'a week-long report stands on each of its days',
  ),
  trap('begin=end', 'report/day-buckets', 'a period of no length is a point'),
  trap('count 0', 'ingest/traps', 'a record of no messages is kept, and adds nothing'),
  trap('disposition pass', 'ingest/traps', 'the disposition "pass" is delivered'),
  trap('unknown reason', 'ingest/traps', 'a reason that no standard names is kept'),
  trap('no namespace', 'ingest/traps', 'RFC 9990’s fields count without its namespace'),
  trap('no policy_evaluated', 'ingest/traps', 'without policy_evaluated the results decide'),
  trap('From in any case, IDN', 'ingest/traps', 'a From domain has one spelling'),
  trap('IPv6-mapped IPv4', 'ingest/traps', 'an IPv4 address that came as IPv6'),
  trap('passed, rejected', 'ingest/traps', 'mail that passed and was rejected stays passed'),
  trap('reason at p=none', 'ingest/traps', 'a reason where nothing was asked for'),
  trap('pct=0 and t=y', 'ingest/traps', '%s under p=quarantine asks for nothing'),
  trap('pct of a share', 'queries/metrics', '%s is what a hand counts'),
  trap('=HYPERLINK(…)', 'queries/export', 'for spreadsheets has the mark of UTF-8 and no formula'),
  trap('LF in a selector', 'queries/export', 'quotes the line feed in a selector'),
  trap('20-digit report id', 'ingest/traps', 'a report id of twenty digits keeps them all'),
  trap('DST in Europe', 'ingest/traps', 'the long day on which summer time ends'),
  trap('UTC+14', 'format/far-zone', 'a UTC day stays what it is fourteen hours ahead'),
  trap('a silent day', 'queries/totals', 'a day without reports is a zero in its place'),
  trap('an incomplete day', 'queries/totals', 'a day that is still arriving is no loss of mail'),
  trap('300 domains, 90 days', 'queries/many-domains', '300 domains of 90 days have a row each'),
];

test.each(TRAPS)('$what: somebody walks into it', ({ file, title }) => {
  const text = readFileSync(join(import.meta.dirname, `${file}.test.ts`), 'utf8');
  // A title, not a comment about one: it stands behind a quotation mark of a test or a table.
  const quoted = new RegExp(`test(\\.each)?[^]*['\`]${escaped(title)}`);
  expect(text).toMatch(quoted);
});

test('each trap stands here once', () => {
  expect(new Set(TRAPS.map(({ what }) => what)).size).toBe(TRAPS.length);
});

function trap(what: string, file: string, title: string) {
  return { what, file, title };
}

function escaped(text: string) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
