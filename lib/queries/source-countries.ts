import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import type { SourceClass } from '#lib/source/source-class';
import { CLASS, saidOf, WHOSE } from './class-of-source.ts';
import { type JudgedSpan, judgedSpan } from './judged-span.ts';
import { kept } from './kept.ts';
import { askSourceSums } from './source-sums.ts';
import { scopeOf } from './where.ts';

/** What came from the addresses that are registered in a country, by whose they are. */
export type CountryRow = {
  /** ISO 3166-1; null where nobody knows. */
  country: string | null;
  class: SourceClass;
  messages: number;
  passed: number;
  addresses: number;
};

export type SourceCountries = { rows: CountryRow[]; judged: JudgedSpan };

/** Where the addresses of all sources are registered, which need not be where a sender sits. */
export const sourceCountries = kept(
  async (viewer: Viewer, filter: Filter, now: Date = new Date()): Promise<SourceCountries> => {
    const scope = await scopeOf(viewer, filter);
    const { from, to } = resolvePeriod(filter.period, now);
    const judged = await judgedSpan(scope, { from, to });
    const rows = await askSourceSums(
      scope,
      filter,
      judged,
      async (tx, sums) =>
        await tx.$queryRaw<CountryRow[]>(sql`
        WITH ${saidOf(scope.domainIds)}, pair AS (
          SELECT r.domain_id, r.source_ip, sum(r.messages) AS messages, sum(r.passed) AS passed
          FROM (${sums}) AS r GROUP BY 1, 2
        )
        SELECT s.country, ${CLASS} AS class, sum(r.messages)::float8 AS messages,
          sum(r.passed)::float8 AS passed, count(DISTINCT r.source_ip)::int AS addresses
        FROM pair AS r LEFT JOIN source AS s ON s.ip = r.source_ip ${WHOSE}
        GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`),
      { byDomain: true },
    );
    return { rows, judged };
  },
);
