import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { type DayWidth, granularityFor } from '#lib/filter/series';
import type { Viewer } from '#lib/filter/viewer';
import type { Granularity } from '#lib/filter/vocabulary';
import type { Pair } from '#lib/queries/of-sources';
import { serviceHours, serviceVolume } from '#lib/queries/service-detail';
import { bucketVolume, type VolumeDay, volumeByDay } from '#lib/queries/volume-by-day';
import { type HoursTold, volumeByHour } from '#lib/queries/volume-by-hour';
import type { Ask } from './page-bar.tsx';

/** Whose mail a trend is of, where its filter alone does not say so. */
export type VolumeOf = { volume?: typeof volumeByDay; hours?: typeof volumeByHour };

/** The mail of some sources together, which no filter can name. */
export function volumeOfSources(pairs: readonly Pair[]): Required<VolumeOf> {
  return {
    volume: (...asked) => serviceVolume(asked[0], asked[1], pairs, asked[2]),
    hours: (...asked) => serviceHours(asked[0], asked[1], pairs, asked[2], asked[3]),
  };
}

/** The mail of a period in the buckets in which it is shown. */
export type AskedVolume = {
  points: VolumeDay[];
  granularity: Granularity;
  /** What stands in for hours where they are not shown. */
  width: DayWidth;
  /** What of the hours can be told; null where nobody asked for them. */
  told: HoursTold | null;
};

/** The numbers of a trend: by the hour where that is asked for and can be told, else by days. */
export async function askVolume(
  viewer: Viewer,
  filter: Filter,
  now: Date,
  { volume = volumeByDay, hours = volumeByHour }: VolumeOf = {},
): Promise<AskedVolume> {
  const days = await volume(viewer, filter, now);
  const told = filter.granularity === 'hour' ? await hours(viewer, filter, days, now) : null;
  const width = granularityFor(resolvePeriod(filter.period, now).days, filter.granularity);
  if (told && showsHours(told)) {
    return { points: told.rows, granularity: 'hour', width, told };
  }
  return { points: bucketVolume(days, width), granularity: width, width, told };
}

/** What of the hours can be told, for a lens that asks for its own; null where nobody asked for hours. */
export async function askHours({ viewer, filter, now }: Ask): Promise<HoursTold | null> {
  if (filter.granularity !== 'hour') return null;
  return await volumeByHour(viewer, filter, await volumeByDay(viewer, filter, now), now);
}

/** Whether hours can be shown; where none of the mail has one, days are. */
export function showsHours(told: HoursTold | null): boolean {
  return told?.refused === null && told.hourly > 0;
}
