import { err, ok, type Result } from '#lib/result';
import type { ByteBudget } from './byte-budget.ts';
import { type Deviation, Deviations } from './deviation.ts';
import { gunzip, isGzip } from './gzip.ts';
import { exceeds, type Limits } from './limits.ts';
import type { ReportProblem } from './problem.ts';
import { isZip, unzip } from './zip.ts';

/** A file as it lay in an archive, or the plain file itself; `member` is its path within. */
export type ReportFile = {
  member: string | null;
  content: Result<Uint8Array, ReportProblem>;
  deviations: Deviation[];
};

/**
 * Unpacks whatever the first bytes say it is: zip, gzip, one in the other, or plain. Several reports
 * may lie in one archive, and each has an outcome of its own.
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
  if (!isZip(bytes) && !isGzip(bytes)) return [{ member, content: ok(bytes), deviations: [] }];
  if (depth === limits.archiveDepth) return [refused(member, exceeds('archiveDepth', limits))];
  const deviations = new Deviations();
  const entries = isZip(bytes)
    ? await unzip(bytes, limits, budget, deviations)
    : await gunzipAsEntry(bytes, budget, deviations);
  if (!entries.ok) return [refused(member, entries.error)];

  const files: ReportFile[] = [];
  for (const { name, content } of entries.value) {
    const path = [member, name].filter((part) => part !== null).join('/') || null;
    const inner = content.ok
      ? await unpackAt(depth + 1, { member: path, bytes: content.value }, limits, budget)
      : [refused(path, content.error)];
    for (const file of inner) {
      files.push({ ...file, deviations: [...deviations.list(), ...file.deviations] });
    }
  }
  return files;
}

/** A gzip file holds one file, whose name nobody needs. */
async function gunzipAsEntry(bytes: Uint8Array, budget: ByteBudget, deviations: Deviations) {
  const content = await gunzip(bytes, budget, deviations);
  return content.ok ? ok([{ name: null, content }]) : err(content.error);
}

function refused(member: string | null, problem: ReportProblem): ReportFile {
  return { member, content: err(problem), deviations: [] };
}
