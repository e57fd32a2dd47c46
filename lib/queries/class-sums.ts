import { db, join, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import type { SourceClass } from '#lib/source/source-class';
import { CANDIDATE, CLASS, saidOf, WHOSE } from './class-of-source.ts';
import { type JudgedSpan, judgedSpan } from './judged-span.ts';
import {
  addUp,
  PASSED_BUT_BLOCKED,
  passedButBlockedSum,
  type Tally,
  type TallyRow,
  tallyOf,
} from './metrics.ts';
import { askSourceSums, NO_ADDRESS, SUM_COLUMNS, TALLY_OF_SUMS } from './source-sums.ts';
import { countedIn, type Scope, scopeOf, whereRecord } from './where.ts';

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
export async function classSums(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<ClassSums> {
  const scope = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  const judged = await judgedSpan(scope, { from, to });
  const [rows, anomalies] = await Promise.all([
    sumByClass(scope, filter, judged),
    passedButBlocked(scope, filter, judged),
  ]);
  const of = (classes: readonly SourceClass[]) => rows.filter((row) => classes.includes(row.class));
  const blocked = (classes: readonly SourceClass[]) =>
    sumOf(of(classes), ({ quarantined, rejected }) => quarantined + rejected) +
    sumOf(classes, (one) => anomalies.get(one) ?? 0);
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

type ClassRow = TallyRow & { domain: string; class: SourceClass; candidate: boolean };

async function sumByClass(scope: Scope, filter: Filter, span: JudgedSpan): Promise<ClassRow[]> {
  const sums = join(SUM_COLUMNS.map((column) => sql`sum(r.${column}) AS ${column}`));
  return await askSourceSums(
    scope,
    filter,
    span,
    async (tx, parts) =>
      await tx.$queryRaw<ClassRow[]>(sql`
        WITH ${saidOf(scope.domainIds)}, pair AS (
          SELECT r.domain_id, r.source_ip, ${sums} FROM (${parts}) AS r GROUP BY 1, 2
        )
        SELECT d.name AS domain, ${CLASS} AS class, ${CANDIDATE} AS candidate, ${TALLY_OF_SUMS}
        FROM pair AS r JOIN domain AS d ON d.id = r.domain_id ${WHOSE} GROUP BY 1, 2, 3`),
    { byDomain: true },
  );
}

/**
 * M8 by class: what a tally does not know, since there it passed. Records are only read where the
 * roll-up has some.
 */
async function passedButBlocked(scope: Scope, filter: Filter, span: JudgedSpan) {
  const where = whereRecord(scope, filter, span);
  const { table, count } = countedIn(filter);
  const [{ any }] = await db().$queryRaw<[{ any: number }]>(sql`
    SELECT ${passedButBlockedSum(count)} AS any FROM ${table} WHERE ${where}`);
  if (any === 0) return new Map<string, number>();
  const rows = await db().$queryRaw<{ class: string; messages: number }[]>(sql`
    WITH ${saidOf(scope.domainIds)}, pair AS (
      SELECT r.domain_id, coalesce(r.source_ip, ${NO_ADDRESS}) AS source_ip, sum(r.count) AS messages
      FROM record AS r WHERE ${where} AND ${PASSED_BUT_BLOCKED} GROUP BY 1, 2
    )
    SELECT ${CLASS} AS class, sum(r.messages)::float8 AS messages FROM pair AS r ${WHOSE} GROUP BY 1`);
  return new Map(rows.map((row) => [row.class, row.messages]));
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
