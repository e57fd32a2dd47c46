import { describe, expect, test } from 'vitest';
import { progressLine } from '#workers/terminal/progress';
import { tableLines } from '#workers/terminal/table';

describe('the progress line', () => {
  test('has a bar, the rate and the remaining time', () => {
    expect(progressLine('mails', 1200, 2400, 4)).toBe(
      '[############------------] 1,200 of 2,400 mails · 300/s · 4 s left',
    );
  });

  test('counts in minutes and hours where it takes that long', () => {
    expect(progressLine('mails', 100, 100_100, 100)).toContain('27.8 h left');
    expect(progressLine('mails', 100, 700, 100)).toContain('10 min left');
  });

  test('says what is known when nobody knows the total, or nothing is done yet', () => {
    expect(progressLine('mails', 50, null, 2)).toBe('50 mails · 25/s');
    expect(progressLine('mails', 0, 10, 0)).toBe(`[${'-'.repeat(24)}] 0 of 10 mails · 0/s`);
  });
});

describe('a table', () => {
  const columns = { name: ({ name }: { name: string }) => name, size: () => '1' };

  test('has its titles above, and columns as wide as what stands in them', () => {
    expect(tableLines([{ name: 'reports' }, { name: 'a' }], columns)).toEqual([
      'NAME     SIZE',
      'reports  1',
      'a        1',
    ]);
  });

  test('measures what is seen: an accent has no width of its own', () => {
    const [, first, second] = tableLines([{ name: 'e\u0301e\u0301' }, { name: 'ab' }], columns);
    expect(first?.indexOf('1')).toBe((second?.indexOf('1') ?? 0) + 2);
  });
});
