import { db, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { type AuthMatrixRow, authMatrix } from './auth-matrix.ts';
import { type Tally, type TallyRow, tally, tallyOf } from './metrics.ts';
import { listReporters, type SourceReporter } from './source-reporters.ts';
import { scopeOf, whereRecord } from './where.ts';

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
export async function sourceDetail(
  viewer: Viewer,
  filter: Filter,
  ip: string,
  now = new Date(),
): Promise<SourceDetail> {
  const asked = { ...filter, ip };
  const scope = await scopeOf(viewer, asked);
  const where = whereRecord(scope, asked, resolvePeriod(asked.period, now));
  const [facts, figures, matrix, reporters] = await Promise.all([
    findSource(ip),
    sumSource(where),
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

async function sumSource(where: Sql) {
  const [row] = await db().$queryRaw<[TallyRow & Days]>(sql`
    SELECT ${tally(sql`r.count`)}, to_char(min(r.day), 'YYYY-MM-DD') AS "firstDay",
      to_char(max(r.day), 'YYYY-MM-DD') AS "lastDay"
    FROM record AS r WHERE ${where}`);
  return { ...tallyOf(row), firstDay: row.firstDay, lastDay: row.lastDay };
}
