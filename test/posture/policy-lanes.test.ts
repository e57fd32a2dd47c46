import { expect, test } from 'vitest';
import { lanesOf, recordsOf, type SeenPolicy } from '#lib/posture/policy-lanes';
import {
  differingTags,
  policyText,
  type StatedTags,
  valuesOfReport,
} from '#lib/posture/policy-tags';

const NOTHING: StatedTags = {
  ...{ p: null, sp: null, np: null, testing: null, pct: null, adkim: null, aspf: null },
};

function saw(day: number, stated: Partial<StatedTags>, reporters: number[]): SeenPolicy {
  return {
    day: `2026-11-${String(day).padStart(2, '0')}`,
    values: valuesOfReport({ ...NOTHING, ...stated }),
    reports: reporters.length,
    reporters,
  };
}

const WALK = [
  saw(1, { p: 'none' }, [1, 2, 3]),
  saw(2, { p: 'none' }, [1, 2, 3]),
  saw(5, { p: 'none' }, [1]),
  saw(5, { p: 'reject' }, [2, 3]),
  saw(6, { p: 'none' }, [1]),
  saw(6, { p: 'reject' }, [2, 3]),
  saw(8, { p: 'reject' }, [1, 2, 3]),
];

test('a step lasts until the next is seen, and what fewer say meanwhile is told beside it', () => {
  const [p] = lanesOf(WALK);
  expect(p).toEqual({
    tag: 'p',
    main: [
      { value: 'none', from: '2026-11-01', to: '2026-11-04', reports: 6 },
      { value: 'reject', from: '2026-11-05', to: '2026-11-08', reports: 7 },
    ],
    others: [{ value: 'none', from: '2026-11-05', to: '2026-11-06', reports: 2 }],
  });
});

test('a policy is told with who told it while most did', () => {
  const told = recordsOf(lanesOf(WALK), WALK);
  expect(told.map(({ values, ...rest }) => ({ ...rest, text: policyText(values) }))).toEqual([
    { from: '2026-11-01', to: '2026-11-04', reports: 6, reporters: 3, text: 'p=none' },
    { from: '2026-11-05', to: '2026-11-08', reports: 7, reporters: 3, text: 'p=reject' },
  ]);
});

test('what a report or two say alone for a day is no step', () => {
  const seen = [
    saw(1, { p: 'reject' }, [1, 2, 3]),
    saw(2, { p: 'none' }, [1, 2]),
    saw(3, { p: 'reject' }, [1, 2, 3]),
  ];
  const [p] = lanesOf(seen);
  expect(p?.main).toEqual([{ value: 'reject', from: '2026-11-01', to: '2026-11-03', reports: 6 }]);
  expect(p?.others).toMatchObject([{ value: 'none', from: '2026-11-02' }]);
  expect(recordsOf(lanesOf(seen), seen)).toHaveLength(1);
});

test('where there are but few reports, they are believed', () => {
  const [p] = lanesOf([saw(1, { p: 'none' }, [1])]);
  expect(p?.main).toMatchObject([{ value: 'none', reports: 1 }]);
  expect(lanesOf([])).toEqual([]);
  expect(recordsOf([], [])).toEqual([]);
});

test('reporters by the older RFC do not deny what they know nothing of', () => {
  const seen = [
    saw(1, { p: 'reject', np: 'reject', testing: 'y' }, [1]),
    saw(1, { p: 'reject', pct: '100' }, [2, 3]),
  ];
  const [told, ...more] = recordsOf(lanesOf(seen), seen);
  expect(more).toEqual([]);
  expect(told).toMatchObject({ reporters: 3, values: { np: 'reject', t: 'y', pct: '100' } });
});

test('a tag that is only spoken of later makes no new policy, another value does', () => {
  const seen = [
    saw(1, { p: 'reject' }, [1, 2, 3]),
    saw(2, { p: 'reject', testing: 'n' }, [1, 2, 3]),
    saw(3, { p: 'reject', testing: 'y' }, [1, 2, 3]),
  ];
  const told = recordsOf(lanesOf(seen), seen);
  expect(told.map(({ from, values }) => [from, policyText(values)])).toEqual([
    ['2026-11-01', 'p=reject'],
    ['2026-11-03', 'p=reject; t=y'],
  ]);
});

test('defaults and spellings do not differ', () => {
  const one = valuesOfReport({ ...NOTHING, p: 'Reject', adkim: 'r;', aspf: null });
  const other = valuesOfReport({ ...NOTHING, p: 'reject', sp: 'reject', adkim: null, aspf: 'R' });
  expect(differingTags(one, other)).toEqual([]);
  expect(differingTags(one, { ...other, sp: 'none', aspf: 's' })).toEqual(['sp', 'aspf']);
  const none = valuesOfReport({ ...NOTHING, p: 'none' });
  expect(differingTags(one, none)).toEqual(['p']);
});
