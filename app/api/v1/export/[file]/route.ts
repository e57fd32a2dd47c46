import { z } from 'zod';
import { api } from '#lib/auth/api-handler';
import { download } from '#lib/auth/download';
import { PARAMETERS } from '#lib/auth/parameters';
import { question } from '#lib/auth/question';
import { AppError } from '#lib/errors';
import { chooseColumns, DATASET_NAMES, exportDataset, exportName } from '#lib/queries/datasets';
import { exportBundle } from '#lib/queries/export-bundle';
import { Meter } from '#lib/queries/meter';
import { beginExport, endExport } from '#lib/store/export-log';

const TYPES = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/jsonl',
  zip: 'application/zip',
};

const forms = z.enum(['csv', 'jsonl', 'zip']);

/** `records.csv`: a dataset and its form. */
const file = z
  .templateLiteral([z.enum(DATASET_NAMES), '.', forms])
  .transform((name) => name.split('.'))
  .pipe(z.tuple([z.enum(DATASET_NAMES), forms]));

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
  const options = { ...rest, columns, now };
  const meter = new Meter();
  const pieces =
    form === 'zip'
      ? await exportBundle(viewer, filter, name, { ...options, meter })
      : meter.through(
          exportDataset(viewer, filter, name, {
            ...options,
            format: form,
            onRows: meter.addRows,
          }),
        );
  const fileName = exportName(name, filter, form, now);
  const { pathname, search } = new URL(request.url);
  const id = await beginExport(viewer, { fileName, address: pathname + search });
  const noted = note(pieces, () => endExport(id, meter.read()));
  return await download(noted, { name: fileName, type: TYPES[form] });
});

/** The pieces, and a note when the last of them was taken. */
async function* note(pieces: AsyncIterable<Uint8Array>, whole: () => Promise<void>) {
  yield* pieces;
  await whole();
}
