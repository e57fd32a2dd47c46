import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { type ChainCheck, checkChain } from './audit-chain.ts';
import { type ClassSums, classSums } from './class-sums.ts';
import { completeThrough } from './complete-through.ts';
import { type DnsReading, dnsHistory } from './dns-history.ts';
import { type DomainRow, domainOverview } from './domain-list.ts';
import { type DroppedMonths, droppedMonths } from './dropped-months.ts';
import { type PolicyChange, policyChanges } from './policy-changes.ts';
import { type ReporterTable, reporterTable } from './reporter-table.ts';
import { type Totals, totals } from './totals.ts';

/** What a pack says in words, asked by the questions of the pages. */
export type EvidenceFacts = {
  span: Span & { days: number };
  totals: Totals;
  domains: DomainRow[];
  changes: PolicyChange[];
  dns: DnsReading[];
  reporters: ReporterTable;
  classes: ClassSums;
  complete: string | null;
  dropped: DroppedMonths | null;
  chain: ChainCheck;
};

/** One after the other: a pack is made beside everything else that is asked. */
export async function evidenceFacts(
  viewer: Viewer,
  filter: Filter,
  now: Date,
): Promise<EvidenceFacts> {
  return {
    span: resolvePeriod(filter.period, now),
    totals: await totals(viewer, filter, now),
    domains: await domainOverview(viewer, filter, now),
    changes: await policyChanges(viewer, filter, now),
    dns: await dnsHistory(viewer, filter, now),
    reporters: await reporterTable(viewer, filter, now),
    classes: await classSums(viewer, filter, now),
    complete: await completeThrough(viewer, filter, now),
    dropped: await droppedMonths(viewer, filter, now),
    chain: await checkChain(viewer),
  };
}
