import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { volumeByDay } from '#lib/queries/volume-by-day';
import { type HoursTold, volumeByHour } from '#lib/queries/volume-by-hour';

/** What can be told by the hour of a filter, whatever its mail is told apart by. */
export async function tellHours(
  viewer: Viewer,
  filter: Filter,
): Promise<Pick<HoursTold, 'refused' | 'hourly' | 'beside'>> {
  const days = await volumeByDay(viewer, filter);
  const { refused, hourly, beside } = await volumeByHour(viewer, filter, days);
  return { refused, hourly, beside };
}

/** A row of an hour, named as what it is. */
export function hourOf<Row extends { day: string }>({ day, ...row }: Row) {
  return { hour: day, ...row };
}
