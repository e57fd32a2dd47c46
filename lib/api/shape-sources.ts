import { z } from 'zod';
import { SEVERITIES } from '#lib/diagnosis/card';
import { GROUPINGS, SOURCE_TABS } from '#lib/queries/source-groups';
import { AUTH_RESULTS } from '#lib/report/vocabulary';
import { SENDER_KINDS } from '#lib/source/sender';
import { SOURCE_CLASSES, SOURCE_LABELS } from '#lib/source/source-class';
import { named } from './named.ts';
import { count, day, outcomes, page, share, text, values } from './shape-basics.ts';
import { judged, tally } from './shape-figures.ts';
import { volumeDay } from './shape-volume.ts';

const confidence = z.enum(['certain', 'high', 'medium', 'low']);
const kind = z.enum(SENDER_KINDS);
const sentences = z.array(z.string());

/** Whose a source is for one domain, by the words of exports. */
const whose = named(
  'Whose',
  z.object({
    domain: z.string(),
    source_name: text,
    source_kind: kind.nullable(),
    source_class: z.string(),
    source_class_confidence: confidence,
    source_class_by: z.string(),
    because: sentences,
    against: sentences,
    source_label: z.enum(SOURCE_LABELS).nullable(),
    source_label_note: text,
    source_owner: text,
  }),
);

const identities = z.object({ dkim: z.array(z.string()), spf: z.array(z.string()) });
export const sources = page(
  named(
    'Source',
    tally.extend({
      ip: text,
      ptr: text,
      country: text,
      asName: text,
      firstDay: day,
      lastDay: day,
      domains: z.array(z.string()),
      identities,
      reporters: count,
      spark: z.array(count),
      whose: z.array(whose),
    }),
  ),
).extend({ total: tally.extend({ sources: count }) });

const facts = {
  ip: text,
  ptr: text,
  ptrConfirmed: z.boolean().nullable(),
  country: text,
  asn: count.nullable(),
  asName: text,
  lookup: z.enum(['found', 'none', 'failed', 'skipped', 'demo']).nullable(),
};
const judgedSource = named(
  'JudgedSource',
  tally.extend({ ...facts, firstDay: day, lastDay: day, whose }),
);

const group = named(
  'SourceGroup',
  tally.extend({
    key: z.string(),
    name: text,
    addresses: count,
    domains: z.array(z.string()),
    countries: z.array(z.string()),
    firstDay: day,
    lastDay: day,
    spark: z.array(count),
    sources: z.array(judgedSource),
  }),
);
export const sourceCountries = z.object({
  rows: z.array(
    z.object({
      country: text.describe(
        'ISO 3166-1: where addresses are registered, not where a sender sits.',
      ),
      class: z.enum(SOURCE_CLASSES),
      ...{ messages: count, passed: count, addresses: count },
    }),
  ),
  judged,
});

export const sourceGroups = page(group).extend({
  by: z.enum(GROUPINGS),
  groups: z.record(z.enum(SOURCE_TABS), count).describe('How many groups each tab has.'),
  judged,
  beyond: count.describe('Sources with still fewer messages, which nobody judged.'),
});

const checked = {
  domain: z.string(),
  result: z.enum(AUTH_RESULTS),
  humanResult: text,
  aligned: z.boolean(),
};
export const dkim = z.array(named('DkimResult', z.object({ ...checked, selector: text })));
export const spf = z.array(named('SpfResult', z.object({ ...checked, scope: text })));
const matrix = z.array(
  z.object({
    headerFrom: z.string(),
    domain: z.string(),
    dkim,
    spf,
    messages: count,
    passed: count,
    byOutcome: outcomes,
    byDisposition: z.object({
      none: count,
      pass: count,
      quarantine: count,
      reject: count,
      other: count,
    }),
  }),
);
const reporters = z.array(
  z.object({
    name: z.string(),
    messages: count,
    passed: count,
    compliance: share.nullable(),
    lastDay: day,
  }),
);
const evidence = { matrix, reporters };

export const service = z.object({ service: group, ...evidence });

export const source = z.object({
  source: tally.extend({
    ...facts,
    ip: z.string(),
    firstDay: day.nullable(),
    lastDay: day.nullable(),
    ...evidence,
  }),
  whose: z.array(whose),
  seen: z
    .array(z.object({ domain: z.string(), firstDay: day, lastDay: day }))
    .describe('As far back as records are kept, whatever the period.'),
  spf: z.array(
    z.object({
      domain: z.string(),
      says: z.enum(['covered', 'outside', 'no-record', 'in-error', 'undecided', 'unread']),
      block: text,
      via: text,
    }),
  ),
});

export const card = named(
  'Diagnosis',
  z.object({
    code: z.string(),
    severity: z.enum(SEVERITIES),
    values: values.describe('What the sentence of the code is filled with.'),
    messages: count,
    share,
  }),
);
export const diagnoses = z.object({ rows: z.array(card), messages: count, looked: count, judged });

export const forwarding = z.object({
  total: tally,
  arc: count,
  forwarders: z.array(
    tally.extend({
      name: z.string(),
      kind: kind.nullable(),
      ips: z.array(z.string()),
      domains: z.array(z.string()),
      confidence,
      because: sentences,
      excuses: z.object({ arc: count, reporters: z.array(z.string()) }),
    }),
  ),
  days: z.array(volumeDay),
  judged,
});
