import { db, type Snapshot, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import { bucketDays, type DayWidth, fillDays } from '#lib/filter/series';
import type { Viewer } from '#lib/filter/viewer';
import { OUTCOMES, type Outcome } from '#lib/filter/vocabulary';
import { askVolumeDays } from './days-of-all.ts';
import { kept } from './kept.ts';
import { type TallyRow, tally } from './metrics.ts';
import { scopeOf } from './where.ts';

type Mechanism = 'both' | 'dkimOnly' | 'spfOnly' | 'neither';

/** One UTC day: the outcomes add up to the total (M7), and so do the mechanisms (M5). */
export type VolumeDay = { day: string; total: number } & Record<Outcome | Mechanism, number>;

/** What was reported on each day of the period; a silent day is a zero. */
export const volumeByDay = kept(findVolumeByDay);

async function findVolumeByDay(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<VolumeDay[]> {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  return await askVolumeDays(scope, filter, span, async (tx, days) => {
    const counted = { table: sql`(${days}) AS r`, count: sql`r.messages` };
    return await volumeIn(counted, sql`true`, span, tx);
  });
}

/** The same of whatever a condition over `r` means. */
export async function volumeIn(
  { table, count }: { table: Sql; count: Sql },
  where: Sql,
  { from, to }: Span,
  tx: Snapshot = db(),
): Promise<VolumeDay[]> {
  const rows = await tx.$queryRaw<(TallyRow & { day: string })[]>(sql`
    SELECT to_char(r.day, 'YYYY-MM-DD') AS day, ${tally(count)}
    FROM ${table} WHERE ${where} GROUP BY r.day`);
  const days = rows.map(({ messages, ...row }) => ({ ...row, total: messages }));
  return fillDays(days, from, to, silentDay);
}

/** The same by weeks or months. */
export function bucketVolume(days: readonly VolumeDay[], granularity: DayWidth): VolumeDay[] {
  return bucketDays(days, granularity, (sum, day) => {
    const added = { ...sum, total: sum.total + day.total };
    for (const key of [...OUTCOMES, ...MECHANISMS]) added[key] += day[key];
    return added;
  });
}

const MECHANISMS = ['both', 'dkimOnly', 'spfOnly', 'neither'] as const satisfies Mechanism[];

/** Nothing, under the name of a day or an hour. */
export function silentDay(day: string): VolumeDay {
  const outcomes = { passed: 0, overridden: 0, quarantined: 0, rejected: 0, delivered: 0 };
  return { day, total: 0, ...outcomes, both: 0, dkimOnly: 0, spfOnly: 0, neither: 0 };
}
