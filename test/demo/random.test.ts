import { expect, test } from 'vitest';
import { Dice } from '#lib/demo/random';

test('the same label falls the same way', () => {
  const [one, other] = [new Dice('a'), new Dice('a')];
  expect(throws(one, 50)).toEqual(throws(other, 50));
});

test('labels that differ in their last digit fall differently', () => {
  const first = Array.from({ length: 200 }, (_, at) => new Dice(`demo/${at}`).next());
  expect(new Set(first).size).toBe(200);
  expect(mean(first)).toBeGreaterThan(0.4);
  expect(mean(first)).toBeLessThan(0.6);
});

test('forked dice do not depend on what was thrown before', () => {
  const fresh = new Dice('story');
  const used = new Dice('story');
  throws(used, 10);
  expect(used.fork('day', 3).next()).toBe(fresh.fork('day', 3).next());
});

test('round keeps the expected value on average', () => {
  const dice = new Dice('round');
  const thrown = Array.from({ length: 20_000 }, () => dice.round(0.25));
  expect(mean(thrown)).toBeCloseTo(0.25, 1);
  expect(new Set(thrown)).toEqual(new Set([0, 1]));
});

test('whole includes both ends', () => {
  const dice = new Dice('whole');
  const thrown = new Set(Array.from({ length: 500 }, () => dice.whole(3, 5)));
  expect(thrown).toEqual(new Set([3, 4, 5]));
});

test('shuffle keeps every item', () => {
  const list = Array.from({ length: 30 }, (_, at) => at);
  const shuffled = new Dice('shuffle').shuffle(list);
  expect(shuffled).not.toEqual(list);
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(list);
});

function throws(dice: Dice, times: number) {
  return Array.from({ length: times }, () => dice.next());
}

function mean(list: readonly number[]) {
  return list.reduce((sum, item) => sum + item, 0) / list.length;
}
