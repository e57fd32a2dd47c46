import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { type AuthMatrixRow, authMatrix } from './auth-matrix.ts';
import { kept } from './kept.ts';
import { addUp, type Tally, type TallyRow, tallyOf } from './metrics.ts';
import { listReporters, type SourceReporter } from './source-reporters.ts';
import { askSourceSums, TALLY_OF_SUMS } from './source-sums.ts';
import { type Scope, scopeOf, whereRecord } from './where.ts';

/** One source in the period: its figures, what it authenticated as, and who saw it. */
export type SourceDetail = Tally & {
  ip: string;
  ptr: string | null;
  /** Whether the name leads back to the address; null until that was asked. */
  ptrConfirmed: boolean | null;
  country: string | null;
  asn: number | null;
  asName: string | null;
  /** What came of asking DNS for its name; null where nobody has asked yet. */
  lookup: 'found' | 'none' | 'failed' | 'skipped' | 'demo' | null;
  /** Null without mail in the period. */
  firstDay: string | null;
  lastDay: string | null;
  matrix: AuthMatrixRow[];
  reporters: SourceReporter[];
};

/** Everything about one address (in its one spelling, lib/filter/address) that the viewer may see. */
export const sourceDetail = kept(findSourceDetail);

async function findSourceDetail(
  viewer: Viewer,
  filter: Filter,
  ip: string,
  now = new Date(),
): Promise<SourceDetail> {
  const asked = { ...filter, ip };
  const scope = await scopeOf(viewer, asked);
  const span = resolvePeriod(asked.period, now);
  const where = whereRecord(scope, asked, span);
  const [facts, figures, matrix, reporters] = await Promise.all([
    findSource(ip),
    sumSource(scope, asked, span),
    authMatrix(where),
    listReporters(where),
  ]);
  return { ip, ...facts, ...figures, matrix, reporters };
}

async function findSource(ip: string) {
  const found = await db().source.findUnique({
    where: { ip },
    select: { ptr: true, ptrConfirmed: true, country: true, asn: true, asName: true, lookup: true },
  });
  return found ?? NOTHING_KNOWN;
}

const NOTHING_KNOWN = {
  ...{ ptr: null, ptrConfirmed: null, country: null, asn: null, asName: null },
  lookup: null,
};

type Days = { firstDay: string | null; lastDay: string | null };

async function sumSource(scope: Scope, filter: Filter, span: Span) {
  const [row] = await askSourceSums(
    scope,
    filter,
    span,
    async (tx, sums) =>
      await tx.$queryRaw<(TallyRow & Days)[]>(sql`
        SELECT ${TALLY_OF_SUMS}, to_char(min(r.first_day), 'YYYY-MM-DD') AS "firstDay",
          to_char(max(r.last_day), 'YYYY-MM-DD') AS "lastDay"
        FROM (${sums}) AS r HAVING count(*) > 0`),
  );
  if (!row) return { ...addUp([]), firstDay: null, lastDay: null };
  return { ...tallyOf(row), firstDay: row.firstDay, lastDay: row.lastDay };
}
