import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { Dice } from '#lib/demo/random';
import { addDays } from '#lib/filter/day';
import { parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { type RecordRow, recordList, recordStream } from '#lib/queries/records';
import { type SeedReport, seedReport } from '#test/support/seed';

const FIRST = '2026-07-01';
const DAYS = 120;

/** Reports of a day, reports of a day that begin in the evening, and longer ones of up to a fortnight. */
beforeAll(async () => {
  const dice = new Dice('pages');
  for (let n = 0; n < 60; n += 1) {
    const day = addDays(FIRST, dice.whole(0, DAYS));
    await seedReport({
      domain: pick(dice, ['one.example', 'two.example']),
      reporter: pick(dice, ['Aurora', 'borealis', 'Corona']),
      ...pick(dice, [wholeDay, evening, long])(day, dice),
    });
  }
});

afterAll(async () => {
  await closePool();
  await disconnect();
});

function pick<Choice>(dice: Dice, choices: readonly [Choice, ...Choice[]]): Choice {
  return choices[dice.whole(0, choices.length - 1)] ?? choices[0];
}

function wholeDay(day: string): SeedReport {
  return { begin: `${day}T00:00:00Z`, end: `${day}T23:59:59Z`, records: recordsOn([day, day]) };
}

function evening(day: string): SeedReport {
  const next = addDays(day, 1);
  return { begin: `${day}T21:00:00Z`, end: `${next}T21:00:00Z`, records: recordsOn([next]) };
}

function long(day: string, dice: Dice): SeedReport {
  const length = dice.whole(2, 13);
  const days = Array.from({ length }, (_, n) => addDays(day, n));
  const end = `${addDays(day, length)}T00:00:00Z`;
  return { begin: `${day}T00:00:00Z`, end, spread: true, records: recordsOn(days) };
}

function recordsOn(days: readonly string[]) {
  return days.map((day, n) => ({ day, outcome: n % 2 === 0 ? 'passed' : 'rejected' }) as const);
}

test.each([
  [{}, 1],
  [{}, 7],
  [{}, 1000],
  [{ d: 'one.example' }, 2],
  [{ res: 'rejected' }, 3],
  [{ org: 'Aurora' }, 5],
  [{ from: '2026-08-03', to: '2026-08-20' }, 4],
])(
  'pages of %o, %i records each, are the file of it',
  { timeout: 120_000 },
  async (asked, limit) => {
    const search = { from: FIRST, to: addDays(FIRST, DAYS + 14), ...asked };
    const paged: RecordRow[] = [];
    for (let cur: string | null = ''; cur !== null; ) {
      const page = await recordList(SYSTEM_VIEWER, parseFilter({ ...search, cur }), { limit });
      expect(page.rows.length).toBe(page.next === null ? page.rows.length : limit);
      paged.push(...page.rows);
      cur = page.next;
    }
    const whole: RecordRow[] = [];
    for await (const rows of recordStream(SYSTEM_VIEWER, parseFilter(search))) whole.push(...rows);
    expect(paged.length).toBeGreaterThan(10);
    expect(paged).toEqual(whole);
  },
);
