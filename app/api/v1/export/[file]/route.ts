import { z } from 'zod';
import { api } from '#lib/auth/api-handler';
import { download } from '#lib/auth/download';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { AppError } from '#lib/errors';
import { DATASET_NAMES, exportDataset, exportName } from '#lib/queries/datasets';

const TYPES = { csv: 'text/csv; charset=utf-8; header=present', jsonl: 'application/jsonl' };

/** `records.csv`: a dataset and its form. */
const file = z
  .templateLiteral([z.enum(DATASET_NAMES), '.', z.enum(['csv', 'jsonl'])])
  .transform((name) => name.split('.'))
  .pipe(z.tuple([z.enum(DATASET_NAMES), z.enum(['csv', 'jsonl'])]));

/** A whole dataset as a file, the same bytes that pages and the command line give. */
export const GET = api(question(PARAMETERS.export), async ({ viewer, input, params }) => {
  const asked = file.safeParse(params['file']);
  if (!asked.success) {
    const names = DATASET_NAMES.join(', ');
    throw new AppError('request/not-found', { detail: `There are ${names}, as .csv or .jsonl.` });
  }
  const [name, format] = asked.data;
  const { filter, ...options } = input;
  const now = new Date();
  return await download(exportDataset(viewer, filter, name, { format, ...options, now }), {
    name: exportName(name, filter, format, now),
    type: TYPES[format],
  });
});
