import { expect, test } from 'vitest';
import { trendOf } from '#lib/filter/trend';

test('tells the change of volume and, in points, of the pass rate', () => {
  const trend = trendOf({ messages: 110, passed: 99 }, { messages: 100, passed: 80 });
  expect(trend?.volume).toBeCloseTo(0.1);
  expect(trend?.points).toBeCloseTo(0.1);
});

test('says nothing below 30 messages on either side', () => {
  expect(trendOf({ messages: 29, passed: 1 }, { messages: 100, passed: 1 })).toBeNull();
  expect(trendOf({ messages: 100, passed: 1 }, { messages: 29, passed: 1 })).toBeNull();
  expect(trendOf({ messages: 100, passed: 1 }, null)).toBeNull();
  expect(trendOf({ messages: 30, passed: 30 }, { messages: 30, passed: 30 })).not.toBeNull();
});
