import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { askedDomains } from './asked-domains.ts';
import { completeThrough } from './complete-through.ts';
import { type DatasetName, exportDataset } from './datasets.ts';
import { type BundleOptions, bundleReadme, exportManifest } from './export-manifest.ts';
import type { Meter } from './meter.ts';

/**
 * A dataset as a ZIP that speaks for itself: data.csv, a manifest with its SHA-256 and every column
 * explained, a README and SHA256SUMS. It is written while it is sent; the data are never held.
 */
export async function exportBundle(
  viewer: Viewer,
  filter: Filter,
  name: DatasetName,
  { meter, ...options }: BundleOptions & { meter: Meter },
): Promise<AsyncIterable<Uint8Array>> {
  const [complete, domains] = await Promise.all([
    completeThrough(viewer, filter, options.now),
    askedDomains(viewer, filter),
  ]);
  const pieces = exportDataset(viewer, filter, name, {
    ...options,
    format: 'csv',
    onRows: meter.addRows,
  });
  const data = Readable.from(meter.through(pieces), { objectMode: false });
  const zip = new ZipFile();
  const output = zip.outputStream.pipe(new PassThrough());
  const times = { mtime: options.now };
  // yazl does not carry the fault of a stream on: without this it would end the process.
  data.once('error', (error) => output.destroy(error));
  zip.on('error', (error) => output.destroy(error));
  // Whoever stops reading ends the question, too.
  output.once('close', () => data.destroy());
  data.once('end', () => {
    const manifest = exportManifest(viewer, filter, name, {
      ...options,
      ...{ complete, domains, measure: meter.read() },
    });
    const texts = { 'manifest.json': manifest, 'README.txt': bundleReadme(name) };
    for (const [file, text] of Object.entries(texts)) zip.addBuffer(Buffer.from(text), file, times);
    const sums = [`${meter.read().sha256}  data.csv`].concat(
      Object.entries(texts).map(([file, text]) => `${sha256(text)}  ${file}`),
    );
    zip.addBuffer(Buffer.from(`${sums.join('\n')}\n`), 'SHA256SUMS', times);
    zip.end();
  });
  zip.addReadStream(data, 'data.csv', times);
  return output;
}

function sha256(text: string) {
  return createHash('sha256').update(text).digest('hex');
}
