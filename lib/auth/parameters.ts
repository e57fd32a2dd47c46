import { z } from 'zod';

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

/** What routes take besides the filter; the routes and openapi.json are both made from it. */
export const PARAMETERS = {
  totals: {},
  volume: {},
  sources: { limit },
  reporters: {},
  domains: {},
  reports: { limit },
  records: { limit },
  export: {
    guard: yes.describe('1 puts an apostrophe before text that a spreadsheet would run.'),
    bom: yes.describe('1 starts the file with a byte order mark, for Excel.'),
    delimiter: z.enum([',', ';']).default(',').describe('Between the cells of a CSV line.'),
    cols: z
      .union([z.string(), z.array(z.string())])
      .default('')
      .transform((given) => [given].flat().flatMap((part) => part.split(',').filter(Boolean)))
      .describe('Columns by name, separated by commas; none means all of them.'),
  },
  import: {
    name: z
      .string()
      .max(255)
      .default('report')
      .describe('The name of a file that is the body itself; a form names its own.'),
  },
} as const satisfies Record<string, z.ZodRawShape>;
