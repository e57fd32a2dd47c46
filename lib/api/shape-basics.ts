import { z } from 'zod';
import { type OUTCOMES, VERDICTS } from '#lib/filter/vocabulary';

/** Words that many answers share, and pages of rows. */

export const count = z.number().int().nonnegative();
export const share = z.number().min(0).max(1);
export const day = z.iso.date().describe('A UTC day.');
export const text = z.string().nullable();
export const verdict = z.enum(VERDICTS).describe('How sure it is who sent the report.');
const next = text.describe('Sent back as `cur`, it is the page after this one; null at the last.');

/** Messages by what became of them. */
export const outcomes = z.object({
  passed: count,
  overridden: count,
  quarantined: count,
  rejected: count,
  delivered: count,
} satisfies Record<(typeof OUTCOMES)[number], typeof count>);

/** Rows that come page by page. */
export function page<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row), next });
}

/** Values by whatever names a code has. */
export const values = z.record(z.string(), z.union([z.string(), z.number()]));
export const origin = z.enum(['mailbox', 'upload', 'import', 'api', 'demo']);
export const deviations = z
  .array(z.object({ code: z.string(), detail: z.string(), count }))
  .describe('What was read though it departs from its RFC.');
