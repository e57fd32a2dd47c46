import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { type JudgedRow, type JudgedSource, judgedColumns, toJudged } from './judged-source.ts';
import { type JudgedSpan, judgedSpan } from './judged-span.ts';
import { kept } from './kept.ts';
import { type Tally, type TallyRow, tallyOf } from './metrics.ts';
import { sourceLabels } from './source-labels.ts';
import { askSourceSums, TALLY_OF_SUMS } from './source-sums.ts';
import { type Scope, scopeOf } from './where.ts';

/** A source as it sent for one domain in a period, and whose it is. */
export type ClassifiedSource = JudgedSource & Tally & { firstDay: string; lastDay: string };

export type ClassifiedSources = {
  /** Most messages first. */
  sources: ClassifiedSource[];
  /** The days that the sources' sums are of. */
  judged: JudgedSpan;
  /** Sources with still fewer messages, which are not among them. */
  beyond: number;
};

/** Sources that are shown at most: far more than a person looks through. */
const MOST_SOURCES = 10_000;

/**
 * The sources of a filter, each for each domain that it sent for, with whose it is. A filter chooses
 * which are shown, and of what they sent; whose they are was judged before, from all their mail
 * (lib/jobs/judge-sources). Of very much mail the newest is summed. Without `reasons` a verdict says
 * nothing of why.
 */
export async function classifiedSources(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
  { reasons = true }: { reasons?: boolean } = {},
): Promise<ClassifiedSources> {
  const scope = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  const judged = await judgedSpan(scope, { from, to });
  return { ...(await judgeSources(scope, filter, judged, reasons)), judged };
}

const judgeSources = kept(async (scope: Scope, filter: Filter, span: Span, reasons: boolean) => {
  const [rows, labels] = await Promise.all([
    listSources(scope, filter, span, reasons),
    sourceLabels(scope.domainIds),
  ]);
  const sources = rows.map(({ firstDay, lastDay, ...row }) => {
    return { ...toJudged(row, labels), ...tallyOf(row), firstDay, lastDay };
  });
  return { sources, beyond: (rows[0]?.pairs ?? 0) - rows.length };
});

type Row = JudgedRow & TallyRow & { firstDay: string; lastDay: string; pairs: number };

async function listSources(
  scope: Scope,
  filter: Filter,
  span: Span,
  reasons: boolean,
): Promise<readonly Row[]> {
  return await askSourceSums(
    scope,
    filter,
    span,
    async (tx, sums) =>
      await tx.$queryRaw<Row[]>(sql`
        WITH pair AS (
          SELECT r.domain_id, r.source_ip, ${TALLY_OF_SUMS}, min(r.first_day) AS first_day,
            max(r.last_day) AS last_day, count(*) OVER ()::int AS pairs
          FROM (${sums}) AS r GROUP BY 1, 2
          ORDER BY sum(r.messages) DESC, r.source_ip, r.domain_id LIMIT ${MOST_SOURCES}
        )
        SELECT pair.messages, passed, overridden, quarantined, rejected, delivered, "both",
          "dkimOnly", "spfOnly", neither, pairs, to_char(first_day, 'YYYY-MM-DD') AS "firstDay",
          to_char(last_day, 'YYYY-MM-DD') AS "lastDay", ${judgedColumns(sql`pair`, { reasons })}
        FROM pair
          JOIN domain AS d ON d.id = pair.domain_id
          LEFT JOIN source AS s ON s.ip = pair.source_ip
          LEFT JOIN source_verdict AS v
            ON v.source_ip = pair.source_ip AND v.domain_id = pair.domain_id
        ORDER BY pair.messages DESC, pair.source_ip, pair.domain_id`),
    { byDomain: true },
  );
}
