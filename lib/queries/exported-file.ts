import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { askedDomains } from './asked-domains.ts';
import { type DatasetName, type ExportOptions, exportDataset } from './datasets.ts';
import { exportBundle } from './export-bundle.ts';
import { Meter } from './meter.ts';

/** The forms of a file that is taken out. */
export const EXPORT_FORMS = ['csv', 'jsonl', 'zip'] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];

type FileOptions = Omit<ExportOptions, 'format' | 'onRows' | 'now'> & { now: Date };

/** A file on its way out: its bytes, and what it was once the last of them was taken. */
export type ExportedFile = { pieces: AsyncIterable<Uint8Array>; meter: Meter };

/** A dataset in one of its forms: the bytes that page, API and command line all give. */
export async function exportFile(
  viewer: Viewer,
  filter: Filter,
  name: DatasetName,
  { form, ...options }: FileOptions & { form: ExportForm },
): Promise<ExportedFile> {
  // A group that is not there is refused before the first byte.
  await askedDomains(viewer, filter);
  const meter = new Meter();
  if (form === 'zip') {
    return { meter, pieces: await exportBundle(viewer, filter, name, { ...options, meter }) };
  }
  const measured = { ...options, format: form, onRows: meter.addRows };
  return { meter, pieces: meter.through(exportDataset(viewer, filter, name, measured)) };
}
