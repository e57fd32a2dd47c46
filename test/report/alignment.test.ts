import { expect, test } from 'vitest';
import type { AggregateRecord, PolicyPublished } from '#lib/report/aggregate-schema';
import { dmarcResult, isAligned } from '#lib/report/alignment';
import { sampleRecord, sampleReport } from '#test/support/sample-report';

test.each([
  ['example.com', 'example.com', 'strict', true],
  ['mail.example.com', 'example.com', 'strict', false],
  ['mail.example.com', 'example.com', 'relaxed', true],
  ['example.com', 'mail.example.com', 'relaxed', true],
  ['a.example.com', 'b.example.com', 'relaxed', true],
  ['example.co.uk', 'other.co.uk', 'relaxed', false],
  ['a.example.co.uk', 'b.example.co.uk', 'relaxed', true],
  ['one.github.io', 'two.github.io', 'relaxed', false],
  ['badexample.com', 'example.com', 'relaxed', false],
  ['', 'example.com', 'relaxed', false],
  ['', '', 'strict', false],
] as const)('RFC 9989 §4.4: %s and %s, %s: %s', (domain, author, mode, aligned) => {
  expect(isAligned(domain, author, mode)).toBe(aligned);
});

test('the verdict of the receiver counts, and a contradiction is told', () => {
  const record = recordOf({ dkim: 'fail', spf: 'fail' }, { dkim: 'example.com' });
  expect(dmarcResult(record, policy())).toEqual({
    dkimAligned: false,
    spfAligned: false,
    pass: false,
    inconsistent: true,
  });
});

test('without a verdict the aligned results decide', () => {
  const record = recordOf({ dkim: null, spf: null }, { dkim: 'mail.example.com' });
  expect(dmarcResult(record, policy())).toEqual({
    dkimAligned: true,
    spfAligned: false,
    pass: true,
    inconsistent: false,
  });
});

test('without a verdict strict alignment asks for the same domain', () => {
  const record = recordOf({ dkim: null, spf: null }, { dkim: 'mail.example.com' });
  expect(dmarcResult(record, { ...policy(), adkim: 's' }).pass).toBe(false);
});

test('HELO stands in for MAIL FROM only where that is missing', () => {
  const helo = { domain: 'example.com', scope: 'helo' };
  const mailFrom = { domain: 'bounce.example.net', scope: 'mfrom' };
  const verdict = { dkim: null, spf: null };
  expect(dmarcResult(recordOf(verdict, { spf: [helo] }), policy()).spfAligned).toBe(true);
  expect(dmarcResult(recordOf(verdict, { spf: [helo, mailFrom] }), policy()).spfAligned).toBe(
    false,
  );
});

test('an override does not make a fail a pass', () => {
  const record = recordOf({ dkim: 'fail', spf: 'fail' }, {});
  record.row.policyEvaluated.reasons = [{ type: 'trusted_forwarder', comment: null }];
  expect(dmarcResult(record, policy()).pass).toBe(false);
});

type Verdict = { dkim: 'pass' | 'fail' | null; spf: 'pass' | 'fail' | null };
type Results = { dkim?: string; spf?: { domain: string; scope: string }[] };

function recordOf(verdict: Verdict, { dkim, spf = [] }: Results): AggregateRecord {
  const record = sampleRecord();
  const passed = { result: 'pass', resultRaw: 'pass', humanResult: null } as const;
  return {
    ...record,
    row: { ...record.row, policyEvaluated: { ...record.row.policyEvaluated, ...verdict } },
    authResults: {
      dkim: dkim ? [{ domain: dkim, selector: 's1', ...passed }] : [],
      spf: spf.map((result) => ({ ...result, ...passed })),
    },
  };
}

function policy(): PolicyPublished {
  return sampleReport().policyPublished;
}
