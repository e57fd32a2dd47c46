import { err, ok, type Result } from '#lib/result';
import { type ArchiveEntry, memberPath } from './archive-entry.ts';
import type { ByteBudget } from './byte-budget.ts';
import { type Deviation, Deviations } from './deviation.ts';
import { fileKindOf } from './file-kind.ts';
import { gunzip, isGzip } from './gzip.ts';
import { exceeds, type Limits } from './limits.ts';
import type { ReportProblem } from './problem.ts';
import { isTar, untar } from './tar.ts';
import { isZip, unzip } from './zip.ts';

/** A file as it lay in an archive, or the plain file itself; `member` is its path within. */
export type ReportFile = {
  member: string | null;
  content: Result<Uint8Array, ReportProblem>;
  deviations: Deviation[];
};

/**
 * Unpacks whatever the first bytes say it is: zip, gzip, tar, one in the other, or plain. Several
 * reports may lie in one archive, and each has an outcome of its own.
 */
export function unpack(
  bytes: Uint8Array,
  limits: Limits,
  budget: ByteBudget,
): Promise<ReportFile[]> {
  return unpackAt(0, { member: null, bytes }, limits, budget);
}

type Packed = { member: string | null; bytes: Uint8Array };

async function unpackAt(
  depth: number,
  { member, bytes }: Packed,
  limits: Limits,
  budget: ByteBudget,
): Promise<ReportFile[]> {
  const format = archiveFormat(bytes);
  if (format === null) return [{ member, content: ok(bytes), deviations: [] }];
  if (depth === limits.archiveDepth) return [refused(member, exceeds('archiveDepth', limits))];
  const deviations = new Deviations();
  const entries = await entriesOf(format, bytes, { limits, budget, deviations });
  if (!entries.ok) return [refused(member, entries.error)];

  const files: ReportFile[] = [];
  for (const { name, content } of entries.value) {
    const path = memberPath(member, name);
    const inner = content.ok
      ? await unpackAt(depth + 1, { member: path, bytes: content.value }, limits, budget)
      : [refused(path, content.error)];
    for (const file of inner) {
      files.push({ ...file, deviations: [...deviations.list(), ...file.deviations] });
    }
  }
  return files;
}

type ArchiveFormat = 'zip' | 'gzip' | 'tar';

/** A document of Word is a zip archive, too, and nothing is looked for in it. */
function archiveFormat(bytes: Uint8Array): ArchiveFormat | null {
  if (isZip(bytes)) return fileKindOf(bytes) === null ? 'zip' : null;
  if (isGzip(bytes)) return 'gzip';
  return isTar(bytes) ? 'tar' : null;
}

type Unpacking = { limits: Limits; budget: ByteBudget; deviations: Deviations };

async function entriesOf(
  format: ArchiveFormat,
  bytes: Uint8Array,
  { limits, budget, deviations }: Unpacking,
): Promise<Result<ArchiveEntry[], ReportProblem>> {
  switch (format) {
    case 'zip':
      return unzip(bytes, limits, budget, deviations);
    case 'tar':
      return untar(bytes, limits);
    case 'gzip': {
      // A gzip file holds one file, whose name nobody needs.
      const content = await gunzip(bytes, budget, deviations);
      return content.ok ? ok([{ name: '', content }]) : content;
    }
  }
}

function refused(member: string | null, problem: ReportProblem): ReportFile {
  return { member, content: err(problem), deviations: [] };
}
