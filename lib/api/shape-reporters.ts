import { z } from 'zod';
import { named } from './named.ts';
import { count, day, share } from './shape-basics.ts';

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
