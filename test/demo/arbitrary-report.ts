import fc from 'fast-check';
import type { AggregateRecord, AggregateReport } from '#lib/report/aggregate-schema';
import { canonicalIp } from '#lib/report/source-ip';

/**
 * Any report in the form that a reader leaves it in: names lower case, addresses canonical, texts
 * without blanks around them. Everything else is as odd as the schema allows.
 */
export function arbitraryReport(): fc.Arbitrary<AggregateReport> {
  return fc.record({
    version: stated,
    dialect: fc.constantFrom('rfc7489', 'rfc9990'),
    metadata: fc.record({
      orgName: text,
      email: stated,
      extraContactInfo: stated,
      reportId: text,
      dateRange: dateRange(),
      errors: fc.array(text, { maxLength: 3 }),
      generator: stated,
    }),
    policyPublished: fc.record({
      domain,
      p: stated,
      sp: stated,
      np: stated,
      adkim: stated,
      aspf: stated,
      pct: stated,
      fo: stated,
      testing: stated,
      discoveryMethod: stated,
    }),
    records: fc.array(record(), { maxLength: 6 }),
  });
}

const text = fc
  .oneof(
    { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 24 }) },
    { weight: 1, arbitrary: fc.constantFrom('a&b', '<x>', ']]>', '"quoted"', "it's", '&amp;', '') },
  )
  // Brackets around an address are GoDaddy's, and are taken away.
  .map((drawn) => drawn.trim().replace(/^<(.*)>$/, '($1)'));

const stated = fc.option(text);

const domain = fc
  .array(fc.stringMatching(/^[a-z0-9](-?[a-z0-9]){0,8}$/), { minLength: 1, maxLength: 4 })
  .map((labels) => [...labels, 'example'].join('.'));

const namedOrEmpty = fc.oneof(
  { weight: 5, arbitrary: domain },
  { weight: 1, arbitrary: fc.constant('') },
);

function dateRange() {
  const begin = fc.integer({ min: Date.UTC(2013, 0, 1) / 1000, max: Date.UTC(2090, 0, 1) / 1000 });
  const span = fc.oneof(fc.constantFrom(0, 86_399, 86_400), fc.nat({ max: 30 * 86_400 }));
  return fc.tuple(begin, span).map(([from, seconds]) => ({ begin: from, end: from + seconds }));
}

function record(): fc.Arbitrary<AggregateRecord> {
  return fc.record({
    row: fc.record({
      sourceIp: fc
        .oneof(fc.ipV4(), fc.ipV6())
        .map((address) => canonicalIp(address) ?? '192.0.2.1'),
      count: fc.nat({ max: 1_000_000_000 }),
      policyEvaluated: policyEvaluated(),
    }),
    identifiers: fc.record({
      headerFrom: domain,
      envelopeFrom: fc.option(namedOrEmpty),
      envelopeTo: fc.option(namedOrEmpty),
    }),
    authResults: fc.record({
      dkim: fc.array(
        fc
          .tuple(fc.record({ domain: namedOrEmpty, selector: stated, humanResult: stated }), result)
          .map(([signature, words]) => ({ ...signature, ...words })),
        { maxLength: 4 },
      ),
      spf: fc.array(
        fc
          .tuple(fc.record({ domain: namedOrEmpty, scope: stated, humanResult: stated }), result)
          .map(([check, words]) => ({ ...check, ...words })),
        { maxLength: 2 },
      ),
    }),
  });
}

/** A word as written, and what it means: known ones, misspelt ones and unknown ones. */
const result = fc.constantFrom(
  ...(
    ['pass', 'fail', 'softfail', 'neutral', 'none', 'policy', 'temperror', 'permerror'] as const
  ).map((word) => ({ result: word, resultRaw: word })),
  { result: 'pass', resultRaw: 'Pass' } as const,
  { result: 'fail', resultRaw: 'hardfail' } as const,
  { result: 'unknown', resultRaw: 'perhaps' } as const,
);

const disposition = fc.constantFrom(
  ...(['none', 'pass', 'quarantine', 'reject'] as const).map((word) => ({
    disposition: word,
    dispositionRaw: word,
  })),
  { disposition: 'reject', dispositionRaw: 'REJECT' } as const,
  { disposition: 'other', dispositionRaw: 'bounced' } as const,
  { disposition: 'other', dispositionRaw: '' } as const,
);

const verdict = fc.constantFrom(
  ['pass', 'pass'] as const,
  ['fail', 'fail'] as const,
  ['fail', 'softfail'] as const,
  [null, null] as const,
);

function policyEvaluated(): fc.Arbitrary<AggregateRecord['row']['policyEvaluated']> {
  const reason = fc.record({
    type: fc.constantFrom(
      'local_policy',
      'mailing_list',
      'sampled_out',
      'policy_test_mode',
      'our own',
    ),
    comment: stated,
  });
  return fc
    .tuple(disposition, verdict, verdict, fc.array(reason, { maxLength: 3 }))
    .map(([done, [dkim, dkimRaw], [spf, spfRaw], reasons]) => ({
      ...done,
      dkim,
      dkimRaw,
      spf,
      spfRaw,
      reasons,
    }));
}
