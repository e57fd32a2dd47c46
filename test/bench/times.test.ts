import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { percentile, timesOf } from './times.ts';

test('a percentile is a value of the list that no smaller share exceeds', () => {
  const values = Array.from({ length: 20 }, (_, at) => at + 1);
  expect(percentile(values, 0.5)).toBe(10);
  expect(percentile(values, 0.95)).toBe(19);
  expect(percentile([7], 0.95)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

test('the first round warms up, the next ones count, in order', async () => {
  let rounds = 0;
  const times = await timesOf(async () => {
    rounds += 1;
    await Promise.resolve();
  });
  expect(rounds).toBe(21);
  expect(times).toHaveLength(20);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test('work that is slower than all rounds should be is done once', async () => {
  let rounds = 0;
  const work = async () => {
    rounds += 1;
    await sleep(5);
  };
  expect(await timesOf(work, { fewest: 3, most: 20, withinMs: 1 })).toHaveLength(1);
  expect(rounds).toBe(1);
});
