import { z } from 'zod';
import { METRIC_IDS, type MetricId } from '#lib/queries/metric-table';
import { count, day, outcomes, share } from './shape-basics.ts';
import { newSources, overrides } from './shape-figures.ts';
import { missing } from './shape-reporters.ts';

/** What each metric of PRODUCT 3.1 is answered with. */
export const METRIC_VALUES = {
  M1: count,
  M2: count,
  M3: count,
  M4: share.nullable(),
  M5: z.object({ both: count, dkimOnly: count, spfOnly: count, neither: count }),
  M6: z.object({ delivered: count, quarantine: count, reject: count, other: count }),
  M7: outcomes,
  M8: count,
  M9: z.object({ none: count, quarantine: count, reject: count }),
  M10: overrides,
  M11: share.nullable(),
  M12: z.object({ spoofBlocked: count, collateral: count }),
  M13: share.nullable(),
  M14: day.nullable(),
  M15: missing,
  M16: z.array(z.object({ name: z.string(), p50: z.number(), p95: z.number() })),
  M17: newSources,
  M20: z.object({ volume: z.number(), points: z.number() }).nullable(),
} as const satisfies Record<MetricId, z.ZodType>;

const meaning = { name: z.string(), unit: z.string(), definition: z.string() };

export const metrics = z.object({
  rows: z.array(z.object({ id: z.enum(METRIC_IDS), ...meaning })),
});

export const metric = z.object({
  id: z.enum(METRIC_IDS),
  ...meaning,
  value: z
    .union(METRIC_IDS.map((id) => METRIC_VALUES[id].describe(id)))
    .describe('By the metric: a number, a day, or sums by name.'),
});
