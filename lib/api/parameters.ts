import { z } from 'zod';
import { QUARANTINE_STATES } from '#lib/queries/quarantine-list';
import { GROUPINGS, SOURCE_TABS } from '#lib/queries/source-groups';

/** What endpoints take besides the filter; the routes and openapi.json are both made from it. */

const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(1000)
  .default(50)
  .describe('Rows of one page; `next` of the answer, sent back as `cur`, is the page after it.');

const yes = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1');

/** A list that is asked for page by page; the filter knows `cur`. */
export const PAGED = { limit };

/** The same of a list that takes no filter. */
export const PAGED_ALONE = {
  limit,
  cur: z
    .stringFormat('cursor', /^[\w-]{1,1000}$/)
    .optional()
    .describe('The page: `next` of the answer before.'),
};

export const QUARANTINED = {
  ...PAGED_ALONE,
  state: z.enum(QUARANTINE_STATES).default('open').describe('What was decided about the mail.'),
  code: z.string().max(100).optional().describe('Why it could not be read: a code of an error.'),
};

export const GROUPED = {
  limit,
  by: z.enum(GROUPINGS).default('service').describe('What puts sources together.'),
  tab: z.enum(SOURCE_TABS).default('all').describe('Which of them, by whose they are.'),
};

export const WHICH = {
  which: z.enum(['all', 'failed']).default('all').describe('All of the mail, or what failed.'),
};

/** `guard`, `bom` and `delimiter` are for spreadsheets. */
export const EXPORTED = {
  guard: yes.describe('1 puts an apostrophe before text that a spreadsheet would run.'),
  bom: yes.describe('1 starts the file with a byte order mark, for Excel.'),
  delimiter: z.enum([',', ';']).default(',').describe('Between the cells of a CSV line.'),
  cols: z
    .union([z.string(), z.array(z.string())])
    .default('')
    .transform((given) => [given].flat().flatMap((part) => part.split(',').filter(Boolean)))
    .describe('Columns by name, separated by commas; none means all of them.'),
};

export const HANDED_OVER = {
  name: z
    .string()
    .max(255)
    .default('report')
    .describe('The name of a file that is the body itself; a form names its own.'),
};
