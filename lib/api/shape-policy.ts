import { z } from 'zod';
import { POLICY_TAGS } from '#lib/posture/policy-tags';
import { named } from './named.ts';
import { count, day, text } from './shape-basics.ts';

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
