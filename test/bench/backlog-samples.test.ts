import { expect, test } from 'vitest';
import {
  etaError,
  firstTold,
  growthOf,
  largestError,
  type Sample,
  type Told,
} from './backlog-samples.ts';

test('growth is by the medians of quarters: a peak is no growth', () => {
  const rss = [100, 100, 100, 300, 150, 150, 150, 150, 150, 120, 120, 120];
  expect(growthOf(rss.map((rssMib) => ({ rssMib })))).toBe(20);
});

test('a backlog is told when its size, its rate and the time left are', () => {
  const samples = [
    sample({ age: 1, told: null }),
    sample({ age: 2, told: told(100, { ratePerSecond: 0, etaSeconds: null }) }),
    sample({ age: 3, told: told(90) }),
    sample({ life: 1, age: 4, told: told(50) }),
  ];
  expect(firstTold(samples, 0)).toBe(3);
  expect(firstTold(samples, 1)).toBe(4);
  expect(firstTold(samples, 2)).toBeNaN();
});

test('told mails are wrong by what lies outside of what was true meanwhile', () => {
  const left = { before: 90, after: 80 };
  const error = (left_: number) => largestError([sample({ told: told(left_), left })]);
  expect([95, 90, 85, 80, 70].map(error)).toEqual([5, 0, 0, 0, 10]);
  expect(largestError([sample({ told: told(95), left }), sample({ told: null, left })])).toBe(5);
});

test('where nothing was told nothing is right', () => {
  expect(largestError([sample({ told: null })])).toBeNaN();
  expect(etaError([sample({ told: null })], 0)).toBeNaN();
});

test('time left is held against the end of its own process, after its first quarter', () => {
  const samples = [
    sample({ life: 0, age: 50, told: told(9, { etaSeconds: 9 }) }),
    sample({ life: 1, age: 1, told: told(9, { etaSeconds: 1000 }) }),
    sample({ life: 1, age: 10, told: told(9, { etaSeconds: 15 }) }),
    sample({ life: 1, age: 20, told: told(0, { etaSeconds: 1 }) }),
  ];
  expect(etaError(samples, 1)).toBe(0.25);
});

function told(left: number, more: Partial<Told> = {}): Told {
  return { total: 100, left, ratePerSecond: 10, etaSeconds: left / 10, ...more };
}

function sample(more: Partial<Sample>): Sample {
  const left = { before: 100, after: 100 };
  return { seconds: 0, age: 0, life: 0, rssMib: 100, told: null, left, ...more };
}
