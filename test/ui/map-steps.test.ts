import { expect, test } from 'vitest';
import { STEPS, stepOf, stepsTo } from '#app/(dashboard)/sources/map-steps';

test.each([
  [0, 0, [1]],
  [1, 1, [1]],
  [1, 5, [1, 2, 3]],
  [1, 100_000, [1, 10, 100, 1000, 10_000]],
  [6307, 59_717, [6000, 9000, 10_000, 20_000, 30_000]],
  [7000, 7100, [7000]],
])('steps from %d to %d begin at %o', (least, most, expected) => {
  expect(stepsTo(least, most)).toEqual(expected);
  expect(stepsTo(least, most).length).toBeLessThanOrEqual(STEPS.length);
});

test('a number stands in the last step that begins at it or before', () => {
  const steps = stepsTo(1, 100_000);
  expect([1, 9, 10, 99_999, 100_000].map((number) => stepOf(number, steps))).toEqual([
    ...[0, 0, 1, 4, 4],
  ]);
});
