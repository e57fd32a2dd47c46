import type { z } from 'zod';
import type { Filter } from '#lib/filter/filter';
import { bucketVolume, type VolumeDay } from '#lib/queries/volume-by-day';
import type { HoursTold } from '#lib/queries/volume-by-hour';
import type { volume } from './shape-volume.ts';

/** Messages by the width that is asked for; hours are looked up where they are what is asked for. */
export async function answerVolume(
  { granularity }: Filter,
  days: readonly VolumeDay[],
  askHours: () => Promise<HoursTold>,
): Promise<z.input<typeof volume>> {
  if (granularity !== 'hour') {
    return { rows: granularity ? bucketVolume(days, granularity) : [...days] };
  }
  const { refused, rows, hourly, beside } = await askHours();
  return { rows: rows.map(({ day: hour, ...row }) => ({ hour, ...row })), refused, hourly, beside };
}
