import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { type AuthMatrixRow, authMatrix } from './auth-matrix.ts';
import { ofSources, type Pair } from './of-sources.ts';
import { listReporters, type SourceReporter } from './source-reporters.ts';
import { type VolumeDay, volumeIn } from './volume-by-day.ts';
import { type HoursTold, hoursIn } from './volume-by-hour.ts';
import { scopeOf, whereRecord } from './where.ts';

/** What several sources together authenticated as, and who saw them. */
export type ServiceDetail = { matrix: AuthMatrixRow[]; reporters: SourceReporter[] };

/** Everything about some sources that were judged before; a service is its sources. */
export async function serviceDetail(
  viewer: Viewer,
  filter: Filter,
  pairs: readonly Pair[],
  now = new Date(),
): Promise<ServiceDetail> {
  const { where } = await meantBy(viewer, filter, pairs, now);
  const [matrix, reporters] = await Promise.all([authMatrix(where), listReporters(where)]);
  return { matrix, reporters };
}

/** Its mail by UTC day. */
export async function serviceVolume(
  viewer: Viewer,
  filter: Filter,
  pairs: readonly Pair[],
  now = new Date(),
): Promise<VolumeDay[]> {
  const { where, span } = await meantBy(viewer, filter, pairs, now);
  return await volumeIn({ table: sql`record AS r`, count: sql`r.count` }, where, span);
}

/** The same mail by the hour. */
export async function serviceHours(
  viewer: Viewer,
  filter: Filter,
  pairs: readonly Pair[],
  days: readonly VolumeDay[],
  now = new Date(),
): Promise<HoursTold> {
  const { where, span } = await meantBy(viewer, filter, pairs, now);
  return await hoursIn(where, span, days);
}

async function meantBy(viewer: Viewer, filter: Filter, pairs: readonly Pair[], now: Date) {
  const scope = await scopeOf(viewer, filter);
  const span = resolvePeriod(filter.period, now);
  return { span, where: sql`${whereRecord(scope, filter, span)} AND ${ofSources(pairs)}` };
}
