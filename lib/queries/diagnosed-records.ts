import type { Code } from '#lib/diagnosis/card';
import { codesOf } from '#lib/diagnosis/diagnose';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { evidenceOf } from './evidence.ts';
import { FromDomains } from './from-domains.ts';
import type { JudgedSource } from './judged-source.ts';
import { type RecordRow, recordList, recordStream } from './records.ts';
import { SelectorPasses } from './selector-passes.ts';
import { isSpoof, sourceClasses } from './source-classes.ts';
import { SpfListings } from './spf-listings.ts';
import { scopeOf } from './where.ts';

/** A line of the export with what the pages say of such mail, and of its source. */
export type DiagnosedRecord = RecordRow & { diagnosis: Code[]; whose: JudgedSource | null };

/** Every record that a filter means, with its diagnosis, in batches. */
export async function* diagnosedStream(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
  gone?: AbortSignal,
): AsyncGenerator<DiagnosedRecord[]> {
  const known = await besidesOf(viewer, filter, now);
  for await (const rows of recordStream(viewer, filter, now, gone)) yield diagnosed(rows, known);
}

/** The same, page by page. */
export async function diagnosedList(
  viewer: Viewer,
  filter: Filter,
  { limit = 100, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<{ rows: DiagnosedRecord[]; next: string | null }> {
  const { rows, next } = await recordList(viewer, filter, { limit, now });
  return { rows: await diagnosed(rows, await besidesOf(viewer, filter, now)), next };
}

/** The first of them, as the stream begins. */
export async function firstDiagnosed(viewer: Viewer, filter: Filter, limit: number, now: Date) {
  const { rows } = await diagnosedList(viewer, { ...filter, cursor: null }, { limit, now });
  return rows;
}

type Besides = {
  viewer: Viewer;
  selectors: SelectorPasses;
  names: FromDomains;
  listings: SpfListings;
};

/** What hangs on the domains and the days that are asked about, and not on the records of a page. */
async function besidesOf(viewer: Viewer, filter: Filter, now: Date): Promise<Besides> {
  const { domainIds } = await scopeOf(viewer, filter);
  const selectors = new SelectorPasses({ domainIds, span: resolvePeriod(filter.period, now) });
  return { viewer, selectors, names: new FromDomains(), listings: new SpfListings() };
}

async function diagnosed(rows: RecordRow[], { viewer, selectors, names, listings }: Besides) {
  const passesElsewhere = await selectors.learn(rows);
  const exists = await names.learn(rows);
  const isListed = await listings.learn(rows);
  const whose = await sourceClasses(viewer, rows);
  return rows.map((row) => {
    const source = whose(row.domain, row.source);
    const evidence = evidenceOf(
      { ...row, reporters: [row.reporter], messages: row.count },
      {
        passesElsewhere,
        suspectedSpoof: isSpoof(source),
        headerFromExists: exists(row.headerFrom),
        isListed,
      },
    );
    return { ...row, diagnosis: codesOf(evidence), whose: source };
  });
}
