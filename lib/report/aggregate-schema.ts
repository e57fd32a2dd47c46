import { z } from 'zod';
import { AUTH_RESULTS, DISPOSITIONS } from './vocabulary.ts';

/**
 * The shape of an aggregate report after reading: RFC 9990 appendix A's nesting and names in
 * camelCase, RFC 7489's `pct` kept. Absent is null; a value that was stated empty is ''. Words that
 * were mapped keep what the reporter wrote in the `…Raw` field beside them.
 */
const stated = z.string().nullable();
const count = z.number().int().min(0).max(1_000_000_000);

const overrideReason = z.object({ type: z.string(), comment: stated });

const policyEvaluated = z.object({
  disposition: z.enum(DISPOSITIONS),
  dispositionRaw: z.string(),
  /** Aligned and passing, as the receiver concluded; null when it said nothing. */
  dkim: z.enum(['pass', 'fail']).nullable(),
  dkimRaw: stated,
  spf: z.enum(['pass', 'fail']).nullable(),
  spfRaw: stated,
  reasons: z.array(overrideReason),
});

const dkimAuth = z.object({
  domain: z.string(),
  selector: stated,
  result: z.enum(AUTH_RESULTS),
  resultRaw: z.string(),
  humanResult: stated,
});

const spfAuth = z.object({
  domain: z.string(),
  scope: stated,
  result: z.enum(AUTH_RESULTS),
  resultRaw: z.string(),
  humanResult: stated,
});

const aggregateRecord = z.object({
  row: z.object({ sourceIp: z.string(), count, policyEvaluated }),
  identifiers: z.object({ headerFrom: z.string(), envelopeFrom: stated, envelopeTo: stated }),
  authResults: z.object({ dkim: z.array(dkimAuth), spf: z.array(spfAuth) }),
});

const policyPublished = z.object({
  domain: z.string().min(1),
  p: stated,
  sp: stated,
  np: stated,
  adkim: stated,
  aspf: stated,
  pct: stated,
  fo: stated,
  testing: stated,
  discoveryMethod: stated,
});

const reportMetadata = z.object({
  orgName: z.string(),
  email: stated,
  /** As it was written, where that is more than the address. */
  emailRaw: z.string().optional(),
  extraContactInfo: stated,
  reportId: z.string(),
  /** Seconds since 1970, UTC, as received. */
  dateRange: z.object({ begin: z.number().int(), end: z.number().int() }),
  errors: z.array(z.string()),
  generator: stated,
});

export const aggregateReport = z.object({
  version: stated,
  /** The XML namespace decides: RFC 9990's URN, or anything else. */
  dialect: z.enum(['rfc7489', 'rfc9990']),
  metadata: reportMetadata,
  policyPublished,
  records: z.array(aggregateRecord),
});

export type AggregateReport = z.infer<typeof aggregateReport>;
export type AggregateRecord = AggregateReport['records'][number];
export type PolicyPublished = AggregateReport['policyPublished'];
export type DkimAuth = AggregateRecord['authResults']['dkim'][number];
export type SpfAuth = AggregateRecord['authResults']['spf'][number];
export type OverrideReason = z.infer<typeof overrideReason>;
