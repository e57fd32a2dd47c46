import { z } from 'zod';
import { api } from '#lib/auth/api-handler';
import { download } from '#lib/auth/download';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { AppError } from '#lib/errors';
import { chooseColumns, DATASET_NAMES, exportName } from '#lib/queries/datasets';
import { EXPORT_FORMS, exportFile } from '#lib/queries/exported-file';
import { beginExport, noteExport } from '#lib/store/export-log';

const TYPES = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/jsonl',
  zip: 'application/zip',
};

/** `records.csv`: a dataset and its form. */
const file = z
  .templateLiteral([z.enum(DATASET_NAMES), '.', z.enum(EXPORT_FORMS)])
  .transform((name) => name.split('.'))
  .pipe(z.tuple([z.enum(DATASET_NAMES), z.enum(EXPORT_FORMS)]));

/** A whole dataset as a file, the same bytes that pages and the command line give. */
export const GET = api(question(PARAMETERS.export), async ({ viewer, input, params, request }) => {
  const asked = file.safeParse(params['file']);
  if (!asked.success) {
    const names = DATASET_NAMES.join(', ');
    const detail = `There are ${names}, as .csv, .jsonl or .zip.`;
    throw new AppError('request/not-found', { detail });
  }
  const [name, form] = asked.data;
  const { filter, cols: columns, ...rest } = input;
  chooseColumns(name, columns);
  const now = new Date();
  const { pieces, meter } = await exportFile(viewer, filter, name, { ...rest, columns, now, form });
  const fileName = exportName(name, filter, form, now);
  const { pathname, search } = new URL(request.url);
  const id = await beginExport(viewer, { fileName, address: pathname + search });
  const noted = noteExport(id, pieces, () => meter.read());
  return await download(noted, { name: fileName, type: TYPES[form] });
});
