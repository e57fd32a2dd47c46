import { expect, test } from 'vitest';
import { OUTCOMES, outcomeOf } from '#lib/report/outcome';
import { requestedPolicy, sampledPercent } from '#lib/report/requested-policy';
import { DISPOSITIONS, POLICIES } from '#lib/report/vocabulary';
import { sampleReport } from '#test/support/sample-report';

const REASON = [{ type: 'local_policy', comment: null }];

test.each([
  ['passed', true, 'reject', [], 'reject'],
  ['passed', true, 'none', REASON, 'none'],
  ['rejected', false, 'reject', REASON, 'reject'],
  ['quarantined', false, 'quarantine', REASON, 'reject'],
  ['overridden', false, 'none', REASON, 'quarantine'],
  ['overridden', false, 'pass', REASON, 'reject'],
  ['delivered', false, 'none', REASON, 'none'],
  ['delivered', false, 'none', [], 'reject'],
  ['delivered', false, 'other', [], 'reject'],
] as const)('the outcome is %s', (outcome, pass, disposition, reasons, requested) => {
  expect(outcomeOf({ pass, disposition, reasons, requested })).toBe(outcome);
});

test('every combination has one outcome', () => {
  const found = new Set(
    [true, false].flatMap((pass) =>
      DISPOSITIONS.flatMap((disposition) =>
        POLICIES.flatMap((requested) =>
          [[], REASON].map((reasons) => outcomeOf({ pass, disposition, reasons, requested })),
        ),
      ),
    ),
  );
  expect([...found].toSorted()).toEqual([...OUTCOMES].toSorted());
});

test.each([
  ['the policy domain has p', { p: 'reject', sp: 'none' }, 'example.com', 'reject'],
  ['a subdomain has sp', { p: 'reject', sp: 'quarantine' }, 'a.example.com', 'quarantine'],
  ['a subdomain without sp has p', { p: 'reject' }, 'a.example.com', 'reject'],
  ['an empty sp is none', { p: 'reject', sp: '' }, 'a.example.com', 'reject'],
  ['a word nobody knows is none', { p: 'quarantine', sp: 'nil' }, 'a.example.com', 'quarantine'],
  ['without p nothing is asked', { p: null }, 'example.com', 'none'],
  ['words have any case', { p: 'Reject' }, 'example.com', 'reject'],
  ['t=y lowers reject one step', { p: 'reject', testing: 'y' }, 'example.com', 'quarantine'],
  ['t=y lowers quarantine one step', { p: 'quarantine', testing: 'Y' }, 'example.com', 'none'],
  ['pct=0 lowers one step', { p: 'reject', pct: '0' }, 'example.com', 'quarantine'],
  ['pct=50 does not', { p: 'reject', pct: '50' }, 'example.com', 'reject'],
] as const)('requested policy: %s', (_, stated, author, requested) => {
  const published = { ...sampleReport().policyPublished, sp: null, ...stated };
  expect(requestedPolicy(published, author)).toBe(requested);
});

test.each([
  ['50', 50],
  ['0', null],
  ['100', null],
  ['', null],
  [null, null],
  ['some', null],
  ['250', null],
] as const)('pct of %s samples %s', (pct, sampled) => {
  expect(sampledPercent({ ...sampleReport().policyPublished, pct })).toBe(sampled);
});
