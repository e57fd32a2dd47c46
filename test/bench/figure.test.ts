import { expect, test } from 'vitest';
import { reaches, tableOf } from './figure.ts';

test('more is better of rates, less of times, sizes and errors', () => {
  expect(reaches({ what: '', value: 400, unit: 'mails/s' }, 400)).toBe(true);
  expect(reaches({ what: '', value: 399, unit: 'mails/s' }, 400)).toBe(false);
  for (const unit of ['s', 'ms', 'MiB', 'kB', '% off']) {
    expect(reaches({ what: '', value: 2.1, unit }, 2)).toBe(false);
    expect(reaches({ what: '', value: 1.9, unit }, 2)).toBe(true);
  }
});

test('what nobody could measure reaches nothing that was asked', () => {
  expect(reaches({ what: '', value: Number.NaN, unit: 's' }, 2)).toBe(false);
  expect(reaches({ what: '', value: Number.NaN, unit: 's' }, undefined)).toBe(true);
});

test('a figure between its floor and its target has reached the floor', () => {
  const bounds = { floor: 100, target: 400 };
  const verdictOf = (value: number) =>
    tableOf([{ what: 'mails', value, unit: 'mails/s', ...bounds }])
      .split('\n')[1]
      ?.split(/\s{2,}/)
      .at(-1);
  expect([99, 100, 400].map(verdictOf)).toEqual(['BELOW FLOOR', 'floor', 'target']);
});

test('a figure without a floor has not reached one', () => {
  const table = tableOf([{ what: 'of COPY', value: 50, unit: '%', target: 60 }]);
  expect(table).toMatch(/ below target$/);
});
