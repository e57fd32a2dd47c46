import { expect, test } from 'vitest';
import { parseShown, shownInPath } from '#app/(dashboard)/domain-parts';

test('which domains are shown stands in the address, and is read from it', () => {
  const shown = { part: 'reject', hidesParked: true, whole: true } as const;
  expect(shownInPath(shown)).toEqual({ part: 'reject', parked: 'hide', rows: 'all' });
  expect(parseShown({ part: 'reject', parked: 'hide', rows: 'all' })).toEqual(shown);
});

test('what it does not know counts as not given', () => {
  const usual = { part: 'all', hidesParked: false, whole: false };
  expect(parseShown({ part: 'half', parked: 'yes', rows: '1000' })).toEqual(usual);
  expect(parseShown({ rows: ['all', 'all'] })).toEqual(usual);
  expect(Object.values(shownInPath(parseShown({})))).toEqual([null, null, null]);
});
