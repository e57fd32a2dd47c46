import { z } from 'zod';
import { named } from './named.ts';
import { count, share, text } from './shape-basics.ts';
import { span, tally } from './shape-figures.ts';

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
