import { z } from 'zod';
import { POLICY_TAGS } from '#lib/posture/policy-tags';
import { named } from './named.ts';
import { count, day, outcomes, page, share, text } from './shape-basics.ts';

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
const span = { from: day, to: day };
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

const volumeFigures = {
  total: count,
  passed: count,
  overridden: count,
  quarantined: count,
  rejected: count,
  delivered: count,
  both: count,
  dkimOnly: count,
  spfOnly: count,
  neither: count,
};
export const volumeDay = named('VolumeDay', z.object({ day, ...volumeFigures }));
const hour = z.string().describe('As 2026-11-05T13:00Z.');
const volumeHour = z.object({ hour, ...volumeFigures });

const ofHours = {
  refused: z.enum(['too-long', 'daily-reports']).nullish().describe('Only of hours: why not.'),
  hourly: count.optional().describe('Only of hours: messages in reports about two hours at most.'),
  beside: count.optional().describe('Only of hours: all other messages.'),
};
export const volume = z.object({
  rows: z.array(z.union([volumeDay, named('VolumeHour', volumeHour)])),
  ...ofHours,
});

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

export const policyChanges = z.object({
  rows: z.array(z.object({ day, domain: z.string(), before: text, after: text })),
});

const policyValues = z
  .object({ p: text, sp: text, np: text, t: text, pct: text, adkim: text, aspf: text })
  .describe('What holds, with defaults; null where nobody says.');
const stretch = z.object({ value: z.string(), from: day, to: day, reports: count });
const policyTag = z.enum(POLICY_TAGS);

const history = z.object({
  domain: z.string(),
  lanes: z
    .array(z.object({ tag: policyTag, main: z.array(stretch), others: z.array(stretch) }))
    .describe('`main` is what most reports say, `others` what fewer say meanwhile.'),
  seen: z.array(
    z.object({
      ...{ from: day, to: day, policy: z.string(), values: policyValues },
      ...{ reports: count, reporters: count },
    }),
  ),
  published: z
    .array(
      z.object({
        ...{ since: z.date(), until: z.date(), record: text, policy: text },
        state: z.enum(['found', 'none', 'several']),
        values: policyValues.nullable(),
      }),
    )
    .describe('As DNS was read here; the newest last.'),
  reporters: count,
  behind: z
    .array(
      z.object({
        ...{ reporter: z.string(), day },
        tags: z.array(z.object({ tag: policyTag, value: z.string() })),
      }),
    )
    .describe('Whose newest report tells of another policy than DNS does now.'),
});
export const policyHistory = z.object({ rows: z.array(named('PolicyHistory', history)) });

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
const camps = {
  total: count,
  counts: z.object({
    yours: count,
    forwarder: count,
    misconfigured: count,
    unknown: count,
    spoof: count,
  }),
};
export const classVolume = z.object({
  rows: z.array(z.union([z.object({ day, ...camps }), z.object({ hour, ...camps })])),
  ...ofHours,
});

export const domainVolume = z.object({
  rows: z.array(
    z.object({
      name: z.string(),
      unicode: z.string(),
      messages: count,
      passed: count,
      days: z.array(z.object({ day, messages: count, passed: count })),
      hours: z.array(z.object({ hour, messages: count, passed: count })).optional(),
    }),
  ),
  domains: count,
  messages: count,
  ...ofHours,
});

export const busiestDays = z.object({
  rows: z.array(
    z.object({ provider: z.enum(['google', 'yahoo', 'microsoft']), day, messages: count }),
  ),
});

export const subdomains = z.object({
  rows: z.array(
    tally.extend({
      name: z.string(),
      domain: z.string(),
      exists: z.boolean().nullable().describe('Null where nobody has found out.'),
      hasOwnRecord: z.boolean(),
    }),
  ),
  names: count,
  looked: z.object({ ...span, whole: z.boolean(), days: count.optional() }),
});

export const period = z.object({
  newestDay: day.nullable().describe('The last day that has any mail, in or after the period.'),
  mailboxes: z
    .object({ failing: count, all: count, since: z.date().nullable() })
    .describe('How many cannot be read: numbers may be low.'),
  completeThrough: day.nullable().describe('M14.'),
  judged: judged.describe('The days that sources are summed of.'),
  read: judged.describe('The days whose records are read, for why mail fails and who forwards it.'),
  dropped: z
    .object({ first: month, last: month })
    .nullable()
    .describe('Months whose records retention took away.'),
});

export const domains = z.object({
  rows: z.array(
    named(
      'Domain',
      z.object({
        name: z.string(),
        unicode: z.string(),
        isDemo: z.boolean(),
        parked: z.boolean().describe('Somebody said that it sends no mail.'),
        groups: z.array(z.string()).describe('The groups that it is in, by name.'),
        policy: z
          .object({ p: text, sp: text, np: text, pct: text, testing: z.boolean() })
          .nullable(),
        messages: count,
        passed: count,
        failed: count,
        compliance: share.nullable(),
        spark: z.array(count),
        lastReportAt: z.date().nullable(),
        attention: z.enum(['silent', 'failing', 'unenforced', 'parked']).nullable(),
      }),
    ),
  ),
});

export const groups = z.object({
  rows: z.array(
    named(
      'Group',
      z.object({
        id: count,
        name: z.string().describe('What `group` of a question takes.'),
        note: text,
        domains: z.array(z.string()).describe('Those that the token may see.'),
      }),
    ),
  ),
});

export const missing = z.array(z.object({ name: z.string(), days: count }));
export const reporters = z.object({
  rows: z.array(
    named(
      'Reporter',
      z.object({
        name: z.string(),
        reports: count,
        messages: count,
        passed: count,
        compliance: share.nullable(),
        lagP50Seconds: z.number(),
        lagP95Seconds: z.number(),
        lastEnd: z.date(),
        daysReported: count,
        overrides: count,
        inconsistent: count,
        dialects: z.array(z.enum(['rfc7489', 'rfc9990'])),
        share,
        daysExpected: count,
        missingDays: count.nullable(),
        coverage: z.array(
          z.object({ day, state: z.enum(['received', 'late', 'missing', 'none']) }),
        ),
      }),
    ),
  ),
  missing: missing.describe('M15: expected and silent.'),
});

export const records = page(
  z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.date(), z.null()]))
    .describe('The columns of the export `records`.'),
);
