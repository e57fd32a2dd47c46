import type { Code } from '#lib/diagnosis/card';
import { codesOf } from '#lib/diagnosis/diagnose';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { evidenceOf } from './evidence.ts';
import { type RecordRow, recordList, recordStream } from './records.ts';
import { SelectorPasses } from './selector-passes.ts';
import { scopeOf } from './where.ts';

/** A line of the export with what the pages say of such mail. */
export type DiagnosedRecord = RecordRow & { diagnosis: Code[] };

/** Every record that a filter means, with its diagnosis, in batches. */
export async function* diagnosedStream(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): AsyncGenerator<DiagnosedRecord[]> {
  const selectors = await selectorsOf(viewer, filter, now);
  for await (const rows of recordStream(viewer, filter, now)) yield diagnosed(rows, selectors);
}

/** The same, page by page. */
export async function diagnosedList(
  viewer: Viewer,
  filter: Filter,
  { limit = 100, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<{ rows: DiagnosedRecord[]; next: string | null }> {
  const { rows, next } = await recordList(viewer, filter, { limit, now });
  return { rows: await diagnosed(rows, await selectorsOf(viewer, filter, now)), next };
}

/** Elsewhere is the same for a page and a file: the domains and the days that are asked about. */
async function selectorsOf(viewer: Viewer, filter: Filter, now: Date) {
  const { domainIds } = await scopeOf(viewer, filter);
  return new SelectorPasses({ domainIds, span: resolvePeriod(filter.period, now) });
}

async function diagnosed(rows: RecordRow[], selectors: SelectorPasses) {
  const passes = await selectors.learn(rows);
  return rows.map((row) => {
    const evidence = evidenceOf({ ...row, reporters: [row.reporter], messages: row.count }, passes);
    return { ...row, diagnosis: codesOf(evidence) };
  });
}
