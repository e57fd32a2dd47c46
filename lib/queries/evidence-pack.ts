import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { type DatasetName, exportDataset } from './datasets.ts';
import { evidenceFacts } from './evidence-facts.ts';
import { type EvidenceFile, evidenceFilesFor, type WrittenFile } from './evidence-files.ts';
import { evidenceSummary } from './evidence-summary.ts';
import { evidenceManifest, evidenceReadme } from './evidence-texts.ts';
import { Meter } from './meter.ts';
import { requireAuditAccess } from './require-audit-access.ts';

type PackOptions = {
  now: Date;
  /** Told how many of the steps are done. */
  onStep?: (done: number) => Promise<void>;
};

/**
 * The evidence pack (PRODUCT 4.3): files of data, a summary to print, how to read it all, and the sums
 * by which whoever trusts it can check it. It is written while it is taken; no file is held in memory.
 */
export function evidencePack(viewer: Viewer, filter: Filter, options: PackOptions): PassThrough {
  requireAuditAccess(viewer);
  const zip = new ZipFile();
  const output = zip.outputStream.pipe(new PassThrough());
  zip.on('error', (error) => output.destroy(error));
  fill(zip, output, viewer, filter, options).catch((error) => output.destroy(error));
  return output;
}

/** yazl writes one file after the other, each when the one before is out. */
async function fill(
  zip: ZipFile,
  output: PassThrough,
  viewer: Viewer,
  filter: Filter,
  { now, onStep }: PackOptions,
) {
  const written: WrittenFile[] = [];
  for (const file of evidenceFilesFor(viewer)) {
    const { data, meter } = dataOf(viewer, filter, file, now);
    // Whoever stops reading ends the question, too.
    const end = () => data.destroy();
    output.once('close', end);
    zip.addReadStream(data, file.name, { mtime: now });
    await finished(data);
    output.off('close', end);
    written.push({ ...file, ...meter.read() });
    await onStep?.(written.length);
  }
  const facts = await evidenceFacts(viewer, filter, now);
  const context = { viewer, filter, now, facts, files: written };
  const texts = {
    'summary.html': evidenceSummary(context),
    'README.txt': evidenceReadme(context),
    'manifest.json': evidenceManifest(context),
  };
  const sums = written.map(({ name, sha256 }) => `${sha256}  ${name}`);
  for (const [name, text] of Object.entries(texts)) {
    zip.addBuffer(Buffer.from(text), name, { mtime: now });
    sums.push(`${createHash('sha256').update(text).digest('hex')}  ${name}`);
  }
  zip.addBuffer(Buffer.from(`${sums.join('\n')}\n`), 'SHA256SUMS', { mtime: now });
  zip.end();
  await onStep?.(written.length + 1);
}

const OF_ALL: readonly DatasetName[] = ['ingest-runs', 'audit-log', 'exports'];

/** As a spreadsheet shows it and runs nothing of it: these files are read by people. */
function dataOf(viewer: Viewer, filter: Filter, { dataset }: EvidenceFile, now: Date) {
  const meter = new Meter();
  // What people did, and what was read, is of the installation, whichever domains a pack is about.
  const asked = OF_ALL.includes(dataset) ? { ...filter, domains: [], group: null } : filter;
  const pieces = exportDataset(viewer, asked, dataset, {
    ...({ format: 'csv', guard: true, bom: true, now, onRows: meter.addRows } as const),
  });
  return { meter, data: Readable.from(meter.through(pieces), { objectMode: false }) };
}
