import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import type { SourceClass } from '#lib/source/source-class';
import { askClassMonths, classedSpan } from './class-days.ts';
import type { JudgedSpan } from './judged-span.ts';
import { kept } from './kept.ts';
import {
  addUp,
  passedButBlockedSum,
  type Tally,
  type TallyRow,
  tally,
  tallyOf,
} from './metrics.ts';
import { type Scope, scopeOf } from './where.ts';

/** What whose-it-is says of the mail of a period; as sure as the judgement of its sources. */
export type ClassSums = {
  /** M11 (`compliance`) and M13 (`dkimAligned` of `passed`): mail of your own sources alone. */
  authorised: Tally & {
    /** Messages of services that look like yours and that nobody has confirmed yet. */
    candidates: number;
  };
  /** M12: quarantined or rejected mail of those who had no right to send it, or of nobody known. */
  spoofBlocked: number;
  /** M12: quarantined or rejected mail of your own sources; it must be 0. */
  collateral: number;
  /** M11 of each domain that has mail in those days, by its name. */
  domains: DomainClassSums[];
  /** The days that these are sums of. */
  judged: JudgedSpan;
};

/** How the mail of a domain's own sources fares. */
export type DomainClassSums = { domain: string; messages: number; passed: number };

const OWN: readonly SourceClass[] = ['own', 'approved'];
const FOREIGN: readonly SourceClass[] = ['spoof', 'not-mine', 'unknown'];

/** M11 to M13: how your own senders fare, whom the policy stops, and whom it should not. */
export const classSums = kept(findClassSums);

async function findClassSums(viewer: Viewer, filter: Filter, now = new Date()): Promise<ClassSums> {
  const scope = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  const judged = await classedSpan(scope, filter, { from, to });
  const rows = await sumByClass(scope, filter, judged);
  const of = (classes: readonly SourceClass[]) => rows.filter((row) => classes.includes(row.class));
  const blocked = (classes: readonly SourceClass[]) =>
    sumOf(of(classes), (row) => row.quarantined + row.rejected + row.passedButBlocked);
  const candidates = of(OWN).filter(({ candidate }) => candidate);
  return {
    authorised: {
      ...addUp(of(OWN).map(tallyOf)),
      candidates: sumOf(candidates, ({ messages }) => messages),
    },
    spoofBlocked: blocked(FOREIGN),
    collateral: blocked(OWN),
    domains: ofDomains(rows),
    judged,
  };
}

function ofDomains(rows: readonly ClassRow[]): DomainClassSums[] {
  const byDomain = Map.groupBy(rows, ({ domain }) => domain);
  const domains = [...byDomain].map(([domain, parts]) => {
    const own = parts.filter((row) => OWN.includes(row.class));
    return {
      domain,
      messages: sumOf(own, ({ messages }) => messages),
      passed: sumOf(own, ({ passed }) => passed),
    };
  });
  return domains.toSorted((a, b) => (a.domain < b.domain ? -1 : 1));
}

type ClassRow = TallyRow & {
  domain: string;
  class: SourceClass;
  candidate: boolean;
  /** M8: what a tally does not know, since there it passed. */
  passedButBlocked: number;
};

async function sumByClass(scope: Scope, filter: Filter, span: Span): Promise<ClassRow[]> {
  const count = sql`r.messages`;
  return await askClassMonths(
    scope,
    filter,
    span,
    async (tx, sums) =>
      await tx.$queryRaw<ClassRow[]>(sql`
        SELECT d.name AS domain, r.class, r.candidate, ${tally(count)},
          ${passedButBlockedSum(count)} AS "passedButBlocked"
        FROM (${sums}) AS r JOIN domain AS d ON d.id = r.domain_id GROUP BY 1, 2, 3`),
  );
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
