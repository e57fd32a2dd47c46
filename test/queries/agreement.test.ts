import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { type Filter, filterToSearch, parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { OUTCOMES, VERDICTS } from '#lib/filter/vocabulary';
import { classSums } from '#lib/queries/class-sums';
import { type DatasetName, exportDataset } from '#lib/queries/datasets';
import { domainOverview } from '#lib/queries/domain-list';
import { reportList } from '#lib/queries/report-list';
import { reporterList } from '#lib/queries/reporter-list';
import { sourceCountries } from '#lib/queries/source-countries';
import { topSources } from '#lib/queries/top-sources';
import { totals } from '#lib/queries/totals';
import { volumeByCamp } from '#lib/queries/volume-by-camp';
import { volumeByDay } from '#lib/queries/volume-by-day';
import { labelSources } from '#lib/store/source-label';
import { judgeAll } from '#test/support/judge';
import { plainSum } from '#test/support/plain-sum';
import { type SeedRecord, type SeedReport, seedReport } from '#test/support/seed';

// What a page says, what its file holds and what stands in the table are one number.

const DOMAINS = ['example.com', 'example.net', 'example.org'];
const REPORTERS = ['Yahoo, Inc.', 'Example Mail', 'Weekly'];
const SEED = 20_261_124;

beforeAll(async () => {
  for (const report of fc.sample(anyReport(), { seed: SEED, numRuns: 100 }))
    await seedReport(report);
  const said = { everywhere: true, note: null, owner: null, domain: 'example.com' };
  await labelSources(SYSTEM_VIEWER, {
    ...{ ...said, subjects: [{ ip: '192.0.2.200' }], label: 'yours' },
  });
  await judgeAll();
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

const filters = fc.sample(anyFilter(), { seed: SEED, numRuns: 30 });

test.each(filters.map((filter) => [filterToSearch(filter), filter] as const))(
  'one sum on every page and in every file of %s',
  async (_, filter) => {
    const { records, ...expected } = await plain(filter);
    const sums = await totals(SYSTEM_VIEWER, filter);
    expect(sums).toMatchObject(expected);
    expect(sumOf(OUTCOMES.map((outcome) => sums.byOutcome[outcome]))).toBe(sums.messages);
    expect(sums.both + sums.dkimOnly + sums.spfOnly + sums.neither).toBe(sums.messages);

    const days = await volumeByDay(SYSTEM_VIEWER, filter);
    expect(sumOf(days.map(({ total }) => total))).toBe(expected.messages);
    expect(sumOf(days.map(({ passed }) => passed))).toBe(expected.passed);

    const sources = await topSources(SYSTEM_VIEWER, filter, { limit: 1000 });
    expect(sources.total).toMatchObject(expected);
    expect(sumOf(sources.rows.map(({ messages }) => messages))).toBe(expected.messages);
    expect(sumOf(sources.rows.flatMap(({ spark }) => spark))).toBe(expected.messages);

    const { authorised, domains: own } = await classSums(SYSTEM_VIEWER, filter);
    const camps = await volumeByCamp(SYSTEM_VIEWER, filter);
    expect(sumOf(camps.map(({ total }) => total))).toBe(expected.messages);
    expect(sumOf(camps.map(({ counts }) => counts.yours))).toBe(authorised.messages);
    expect(sumOf(own.map(({ messages }) => messages))).toBe(authorised.messages);
    expect(sumOf(own.map(({ passed }) => passed))).toBe(authorised.passed);

    const countries = await sourceCountries(SYSTEM_VIEWER, filter);
    expect(sumOf(countries.rows.map(({ messages }) => messages))).toBe(expected.messages);
    expect(sumOf(countries.rows.map(({ passed }) => passed))).toBe(expected.passed);

    const domains = await domainOverview(SYSTEM_VIEWER, filter);
    expect(sumOf(domains.map(({ messages }) => messages))).toBe(expected.messages);
    const reports = await reportList(SYSTEM_VIEWER, filter);
    expect(reports.totals).toMatchObject(expected);
    expect(reports.totals.reports).toBe(sums.reports);
    const reporters = await reporterList(SYSTEM_VIEWER, filter);
    expect(sumOf(reporters.map(({ messages }) => messages))).toBe(expected.messages);

    for (const name of ['records', 'daily', 'sources', 'reporters', 'reports'] as const) {
      expect(sumOf(await fileColumn(filter, name)), name).toBe(expected.messages);
    }
    expect(await fileColumn(filter, 'records')).toHaveLength(records);
  },
);

test('the filters are worth asking', async () => {
  const sums = await Promise.all(filters.map(plain));
  expect(new Set(sums.map(({ messages }) => messages)).size).toBeGreaterThan(15);
});

function plain(filter: Filter) {
  return plainSum((text, values) => pool().query(text, values), filter, '2026-11-24');
}

async function fileColumn(filter: Filter, name: DatasetName) {
  const counts: number[] = [];
  for await (const text of exportDataset(SYSTEM_VIEWER, filter, name, { format: 'jsonl' })) {
    for (const line of text.trimEnd().split('\n')) counts.push(JSON.parse(line).message_count);
  }
  return counts;
}

function sumOf(numbers: readonly number[]) {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function anyReport(): fc.Arbitrary<SeedReport> {
  return fc
    .record({
      domain: fc.constantFrom(...DOMAINS),
      reporter: fc.constantFrom(...REPORTERS),
      verdict: fc.constantFrom(...VERDICTS),
      start: fc.integer({ min: 0, max: 40 }),
      days: fc.constantFrom(1, 1, 1, 4),
      records: fc.array(anyRecord(), { maxLength: 5 }),
    })
    .map(({ start, days, records, ...report }) => ({
      ...report,
      begin: `${day(start)}T00:00:00Z`,
      end: `${day(start + days - 1)}T23:59:59Z`,
      spread: days > 1,
      records: records.map((record, index) => ({ ...record, day: day(start + (index % days)) })),
    }));
}

function anyRecord(): fc.Arbitrary<SeedRecord> {
  return fc
    .record({
      count: fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 1_000_000_000 })),
      ip: fc.constantFrom('192.0.2.1', '192.0.2.200', '198.51.100.7', '2001:db8::1', null),
      dkimAligned: fc.boolean(),
      spfAligned: fc.boolean(),
      failed: fc.constantFrom('overridden', 'quarantined', 'rejected', 'delivered'),
      headerFrom: fc.constantFrom('example.com', 'news.example.com'),
    })
    .map(({ failed, ...record }) => ({
      ...record,
      outcome: record.dkimAligned || record.spfAligned ? 'passed' : failed,
    }));
}

function anyFilter(): fc.Arbitrary<Filter> {
  const not = fc.constantFrom('', '!');
  const list = (values: readonly string[]) =>
    fc
      .tuple(not, fc.subarray([...values], { minLength: 1 }))
      .map(([no, some]) => no + some.join(','));
  return fc
    .record({
      d: rarely(fc.subarray(DOMAINS, { minLength: 1 }).map((some) => some.join(','))),
      res: rarely(list(OUTCOMES)),
      disp: rarely(list(['none', 'quarantine', 'reject'])),
      org: rarely(list(['Yahoo\\, Inc.', 'Weekly'])),
      verdict: rarely(list(VERDICTS)),
      hfrom: rarely(list(['news.example.com'])),
      ip: rarely(fc.constantFrom('192.0.2.1', '192.0.2.0/24', '2001:db8::/32')),
      span: fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 30 })),
    })
    .map(({ span: [start, length], ...search }) =>
      parseFilter({ ...search, from: day(start), to: day(start + length) }),
    );
}

function rarely<T>(arbitrary: fc.Arbitrary<T>) {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

/** Days from the end of September on, so that the period meets two partitions. */
function day(number: number) {
  return new Date(Date.UTC(2026, 8, 20 + number)).toISOString().slice(0, 10);
}
