import { z } from 'zod';
import { inDownloadSlot } from '#lib/api/download-slots';
import { FILES } from '#lib/api/endpoints-files';
import { serve } from '#lib/api/serve';
import { download, downloadHeaders } from '#lib/auth/download';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import {
  chooseColumns,
  DATASET_NAMES,
  datasetsFor,
  exportName,
  requireDataset,
} from '#lib/queries/datasets';
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
    const [name, form] = parseName(viewer, params['file']);
    const { filter, cols: columns, ...rest } = input;
    chooseColumns(name, columns);
    const now = new Date();
    const file = { name: exportName(name, filter, form, now), type: TYPES[form] };
    // Nobody takes it out: nothing is asked of the database, and nothing noted.
    if (request.method === 'HEAD') return new Response(null, { headers: downloadHeaders(file) });
    const { pathname, search } = new URL(request.url);
    const gone = new AbortController();
    const options = { ...rest, columns, now, form, gone: gone.signal };
    async function* takenOut() {
      const { pieces, meter } = await exportFile(viewer, filter, name, options);
      const id = await beginExport(viewer, { fileName: file.name, address: pathname + search });
      yield* noteExport(id, pieces, () => meter.read());
    }
    const pieces = inDownloadSlot(viewer.userId ?? viewer.name, takenOut());
    return await download(pieces, file, { onGone: () => gone.abort() });
  },
);

function parseName(viewer: Viewer, given: string | undefined) {
  const asked = fileName.safeParse(given);
  if (!asked.success) {
    const detail = `There are ${datasetsFor(viewer).join(', ')}, as .csv, .jsonl or .zip.`;
    throw new AppError('request/not-found', { detail });
  }
  requireDataset(viewer, asked.data[0]);
  return asked.data;
}
