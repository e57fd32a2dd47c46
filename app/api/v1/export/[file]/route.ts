import { z } from 'zod';
import { FILES } from '#lib/api/endpoints-files';
import { serve } from '#lib/api/serve';
import { download, downloadHeaders } from '#lib/auth/download';
import { AppError } from '#lib/errors';
import { chooseColumns, DATASET_NAMES, exportName, requireDataset } from '#lib/queries/datasets';
import { EXPORT_FORMS, exportFile } from '#lib/queries/exported-file';
import { beginExport, noteExport } from '#lib/store/export-log';

const TYPES = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/jsonl',
  zip: 'application/zip',
};

/** `records.csv`: a dataset and its form. */
const fileName = z
  .templateLiteral([z.enum(DATASET_NAMES), '.', z.enum(EXPORT_FORMS)])
  .transform((name) => name.split('.'))
  .pipe(z.tuple([z.enum(DATASET_NAMES), z.enum(EXPORT_FORMS)]));

/** A whole dataset as a file, the same bytes that pages and the command line give. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  FILES.csv,
  async ({ viewer, input, params, request }) => {
    const asked = fileName.safeParse(params['file']);
    if (!asked.success) {
      const names = DATASET_NAMES.join(', ');
      const detail = `There are ${names}, as .csv, .jsonl or .zip.`;
      throw new AppError('request/not-found', { detail });
    }
    const [name, form] = asked.data;
    const { filter, cols: columns, ...rest } = input;
    requireDataset(viewer, name);
    chooseColumns(name, columns);
    const now = new Date();
    const file = { name: exportName(name, filter, form, now), type: TYPES[form] };
    // Nobody takes it out: nothing is asked of the database, and nothing noted.
    if (request.method === 'HEAD') return new Response(null, { headers: downloadHeaders(file) });
    const { pieces, meter } = await exportFile(viewer, filter, name, {
      ...rest,
      columns,
      now,
      form,
    });
    const { pathname, search } = new URL(request.url);
    const id = await beginExport(viewer, { fileName: file.name, address: pathname + search });
    const noted = noteExport(id, pieces, () => meter.read());
    return await download(noted, file);
  },
);
