import { expect, test } from 'vitest';
import { isOverridden, reasonOrigin } from '#lib/report/override';

test.each([
  ['own-record', 'sampled_out', null],
  ['own-record', 'policy_test_mode', 'arc=pass'],
  ['arc', 'local_policy', 'arc=pass as[1].d=example.com'],
  ['arc', 'local_policy', 'ARC=PASS'],
  ['receiver', 'local_policy', 'arc=fail'],
  ['receiver', 'local_policy', null],
  ['receiver', 'mailing_list', 'arc=pass'],
  ['receiver', 'forwarded', null],
  ['receiver', 'a word nobody knows', null],
] as const)('the doing is %s: %s, %s', (origin, type, comment) => {
  expect(reasonOrigin({ type, comment })).toBe(origin);
});

const REASON = [{ type: 'other', comment: null }];

test.each([
  [true, false, 'none', 'reject', REASON],
  [true, false, 'quarantine', 'reject', REASON],
  [true, false, 'other', 'quarantine', REASON],
  [false, false, 'quarantine', 'quarantine', REASON],
  [false, false, 'reject', 'quarantine', REASON],
  [false, false, 'none', 'none', REASON],
  [false, false, 'none', 'reject', []],
  [false, true, 'none', 'reject', REASON],
] as const)(
  'M10 %s: passed %s, did %s, asked %s',
  (expected, pass, disposition, requested, reasons) => {
    expect(isOverridden({ pass, disposition, requested, reasons })).toBe(expected);
  },
);
