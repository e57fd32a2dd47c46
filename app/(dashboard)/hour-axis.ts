import type { Pin } from '#app/_ui/outcome-chart.client';
import { bucketOf } from '#lib/filter/series';
import type { Granularity } from '#lib/filter/vocabulary';

/** A change of a day on an axis of hours. */
export function atMidnight(pin: Pin): Pin {
  return { ...pin, day: `${pin.day}T00:00Z` };
}

/** The last bucket whose reports have all come, as buckets of that width are called. */
export function completeBucket(through: string | null, granularity: Granularity): string | null {
  if (through === null) return null;
  return granularity === 'hour' ? `${through}T23:00Z` : bucketOf(through, granularity);
}
