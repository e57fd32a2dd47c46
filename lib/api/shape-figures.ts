import { z } from 'zod';
import { named } from './named.ts';
import { count, day, outcomes, share, text } from './shape-basics.ts';

/** The measures of PRODUCT 3.1; which is which is said by /api/v1/metrics. */
const measures = {
  messages: count,
  passed: count,
  failed: count,
  compliance: share.nullable().describe('passed / messages; null without messages.'),
  dkimAligned: count,
  spfAligned: count,
  both: count,
  dkimOnly: count,
  spfOnly: count,
  neither: count,
  byOutcome: outcomes,
};

export const tally = z.object(measures);

export const span = { from: day, to: day };
const sample = named('TallyOfDays', tally.extend(span));

export const judged = named(
  'JudgedDays',
  z
    .object({ ...span, whole: z.boolean() })
    .describe('The newest days, as many as are told of at once; `whole` where they are all.'),
);

export const totals = named(
  'Totals',
  tally.extend({
    ...span,
    passedButBlocked: count,
    byDisposition: z.object({ delivered: count, quarantine: count, reject: count, other: count }),
    domains: count,
    reports: count,
    reporters: count,
    comparable: sample.nullable().describe('The complete days; compare only with `previous`.'),
    previous: sample.nullable(),
  }),
);

export const classSums = named(
  'ClassSums',
  z.object({
    authorised: tally.extend({ candidates: count }),
    spoofBlocked: count,
    collateral: count,
    domains: z
      .array(z.object({ domain: z.string(), messages: count, passed: count }))
      .describe('M11 of each domain: mail of its own sources.'),
    judged,
  }),
);

export const overrides = z.object({
  messages: count,
  asked: count,
  byOrigin: z.object({ 'own-record': count, arc: count, receiver: count }),
});

export const overrideReasons = overrides.extend({
  rows: z.array(
    z.object({ reason: z.string(), messages: count, topReporter: text, topSource: text }),
  ),
});

export const newSources = z.object({
  domains: count,
  sources: count,
  messages: count,
  rows: z.array(
    z.object({
      domain: z.string(),
      ip: z.string(),
      ptr: text,
      firstDay: day,
      lastDay: day,
      messages: count,
      passed: count,
      compliance: share.nullable(),
    }),
  ),
});

const month = z.string().regex(/^\d{4}-\d{2}$/);

export const busiestDays = z.object({
  rows: z.array(
    z.object({ provider: z.enum(['google', 'yahoo', 'microsoft']), day, messages: count }),
  ),
});

export const period = z.object({
  newestDay: day.nullable().describe('The last day that has any mail, in or after the period.'),
  mailboxes: z
    .object({ failing: count, all: count, since: z.date().nullable() })
    .describe('How many cannot be read: numbers may be low.'),
  completeThrough: day.nullable().describe('M14.'),
  judged: judged.describe('The days that sources are summed of.'),
  read: judged.describe('The days of which it is told why mail fails.'),
  dropped: z
    .object({ first: month, last: month })
    .nullable()
    .describe('Months whose records retention took away.'),
});
