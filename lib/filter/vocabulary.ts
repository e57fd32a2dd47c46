/** What became of a record's messages (PRODUCT 3.1, M7), in the order the charts stack them. */
export const OUTCOMES = ['passed', 'overridden', 'quarantined', 'rejected', 'delivered'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the receiver says it did (RFC 9990 §3.1.5); `other` is a word nobody defined, kept raw. */
export const DISPOSITIONS = ['none', 'pass', 'quarantine', 'reject', 'other'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** How sure we are who sent a report (RFC 9990 §7), the surest first. */
export const VERDICTS = [
  'verified',
  'authenticated',
  'unverified',
  'failed',
  'not-checked',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Periods that move with today; all of them end today (UTC). */
export const RANGES = ['7d', '30d', '90d', '12m', 'mtd'] as const;
export type Range = (typeof RANGES)[number];

/** What a period is compared with: the one before, the same a year earlier, or nothing. */
export const COMPARISONS = ['prev', 'yoy', 'none'] as const;
export type Comparing = (typeof COMPARISONS)[number];

/** How wide one point of a chart is. Hours are told only where reports are short enough for it. */
export const GRANULARITIES = ['hour', 'day', 'week', 'month'] as const;
export type Granularity = (typeof GRANULARITIES)[number];
