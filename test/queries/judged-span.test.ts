import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool, pool } from '#lib/db/pool';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import type { Cell } from '#lib/format/csv';
import { classSums } from '#lib/queries/class-sums';
import { classifiedSources } from '#lib/queries/classified-sources';
import { DAILY } from '#lib/queries/dataset-daily';
import { diagnoses } from '#lib/queries/diagnoses';
import { forwarding } from '#lib/queries/forwarding';
import { failureSpan, judgedDays, judgedSpan, recordSpan } from '#lib/queries/judged-span';
import { scopeOf } from '#lib/queries/where';
import { judgeAll } from '#test/support/judge';
import { seedReport } from '#test/support/seed';

const filter = parseFilter({ from: '2026-01-01', to: '2026-11-30' });
const DAYS = ['2026-01-10', '2026-10-20', '2026-11-08', '2026-11-09'] as const;
const rejected = parseFilter({ from: '2026-01-01', to: '2026-11-30', res: 'rejected' });
/** More than half of what is judged at once. */
const MANY = 150_000;

beforeAll(async () => {
  for (const day of DAYS) {
    await seedReport({
      domain: 'example.com',
      day,
      records: [
        { count: 60, ip: '192.0.2.1' },
        { count: 40, ip: '192.0.2.2', dkimAligned: false, spfAligned: false },
      ],
    });
  }
  await judgeAll();
});

afterAll(async () => {
  await disconnect();
  await closePool();
});

async function reportRecords(records: number, ...days: string[]) {
  await pool().query('UPDATE daily SET records = $1 WHERE day = ANY($2::date[])', [records, days]);
}

const sumOf = (sources: readonly { messages: number }[]) =>
  sources.reduce((sum, { messages }) => sum + messages, 0);

test('the whole period is judged where it holds few records', async () => {
  const whole = { from: '2026-01-01', to: '2026-11-30', whole: true };
  expect(await judgedDays(SYSTEM_VIEWER, filter)).toEqual({ summed: whole, read: whole });
  const { sources, judged } = await classifiedSources(SYSTEM_VIEWER, filter);
  expect([sumOf(sources), judged.whole]).toEqual([400, true]);
});

test.each([
  ['a day that holds all that is judged is judged', 2, '2026-11-09'],
  ['a day more makes it one too many', 3, '2026-11-09'],
  ['the day before as well where both have room', 4, '2026-10-21'],
  ['days without mail up to the one that is too much', 6, '2026-01-11'],
])('of more records the newest days: %s', async (_, mostRecords, from) => {
  const scope = await scopeOf(SYSTEM_VIEWER, filter);
  const span = { from: '2026-01-01', to: '2026-11-30' };
  expect(await recordSpan(scope, span, mostRecords)).toEqual({
    from,
    to: '2026-11-30',
    whole: false,
  });
});

test('one day is judged however many records it has', async () => {
  const scope = await scopeOf(SYSTEM_VIEWER, filter);
  const span = { from: '2026-01-01', to: '2026-11-30' };
  expect(await recordSpan(scope, span, 1)).toEqual({
    from: '2026-11-09',
    to: '2026-11-30',
    whole: false,
  });
});

test.each([
  ['a month that was added up is a row for each source', 5, '2026-01-11'],
  ['of one that has no room the newest days are read', 3, '2026-10-21'],
])('%s', async (_, mostRows, from) => {
  const scope = await scopeOf(SYSTEM_VIEWER, filter);
  const span = { from: '2026-01-01', to: '2026-11-30' };
  expect(await judgedSpan(scope, span, mostRows)).toMatchObject({ from, whole: false });
});

test.each([
  ['what failed is four records long, and no longer than all there are', filter, 7, '2026-01-11'],
  ['all of it where there is room', filter, 8, '2026-01-01'],
  ['as much where a condition is of what is held', rejected, 8, '2026-01-01'],
  ['records are read where it is not', { ...filter, ip: '192.0.2.2' }, 7, '2026-01-11'],
])('%s', async (_, asked, mostRows, from) => {
  const scope = await scopeOf(SYSTEM_VIEWER, filter);
  const span = { from: '2026-01-01', to: '2026-11-30' };
  expect(await failureSpan(scope, asked, span, mostRows)).toMatchObject({ from });
});

test('of much mail of which little fails, all that failed is told', async () => {
  const scope = await scopeOf(SYSTEM_VIEWER, filter);
  const span = { from: '2026-01-01', to: '2026-11-30' };
  const passed = `UPDATE daily SET records = $1 WHERE outcome = 'passed'`;
  await pool().query(passed, [1_000_000]);
  expect(await failureSpan(scope, filter, span, 16)).toMatchObject({ whole: true });
  expect(await failureSpan(scope, filter, span, 9)).toMatchObject({ from: '2026-10-21' });
  await pool().query('DELETE FROM classed_month');
  expect(await failureSpan(scope, filter, span, 16)).toMatchObject({ from: '2026-11-09' });
  const { judged } = await diagnoses(SYSTEM_VIEWER, filter, { which: 'failed' });
  const { read } = await judgedDays(SYSTEM_VIEWER, filter);
  expect([read, read.whole]).toEqual([judged, false]);
  await judgeAll();
  const told = await judgedDays(SYSTEM_VIEWER, filter);
  expect(told.read).toEqual((await diagnoses(SYSTEM_VIEWER, filter, { which: 'failed' })).judged);
  expect(told.read.whole).toBe(true);
  await pool().query(passed, [1]);
  await judgeAll();
});

test('what is summed is told of all days, what reads records of the newest; files tell all', async () => {
  await reportRecords(MANY, ...DAYS);
  const [classes, sums, reasons, forwarded] = await Promise.all([
    classifiedSources(SYSTEM_VIEWER, filter),
    classSums(SYSTEM_VIEWER, filter),
    diagnoses(SYSTEM_VIEWER, filter),
    forwarding(SYSTEM_VIEWER, filter),
  ]);
  expect([classes.judged.whole, sums.judged.whole, sumOf(classes.sources)]).toEqual([
    true,
    true,
    400,
  ]);
  const newest = { from: '2026-11-09', to: '2026-11-30', whole: false };
  expect([reasons.judged, reasons.messages]).toEqual([newest, 100]);
  expect([forwarded.judged.whole, forwarded.days[0]?.day]).toEqual([true, '2026-01-01']);

  const lines: Cell[][] = [];
  for await (const some of DAILY.lines(SYSTEM_VIEWER, filter, new Date())) lines.push(...some);
  const at = (name: string) => DAILY.columns.findIndex((column) => column.name === name);
  const first = lines.find((line) => line[at('date_utc')] === DAYS[0]);
  expect(first?.[at('authorised_compliance_pct')]).not.toBeNull();
});
