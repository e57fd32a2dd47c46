import { z } from 'zod';
import { type Filter, filter, parseFilterStrict } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import { COMPARISONS, GRANULARITIES } from '#lib/filter/vocabulary';
import { named } from './named.ts';
import { count, day, text } from './shape-basics.ts';

/** The parameters of the filter, as a URL spells them. */
export const FILTER_SHAPE = filter.in.shape;

/**
 * The schema of a route that takes the filter and some parameters of its own. A program's mistake is
 * refused, not guessed at: one that asks for `form=2026-11-01` must not be shown another period.
 */
export function question<Shape extends z.ZodRawShape>(shape: Shape) {
  const own = parameters(shape, Object.keys(FILTER_SHAPE));
  return search.transform((given, context): { filter: Filter } & z.output<typeof own> => {
    const known = Object.entries(given).filter(([name]) => Object.hasOwn(FILTER_SHAPE, name));
    const rest = Object.entries(given).filter(([name]) => !Object.hasOwn(FILTER_SHAPE, name));
    const asked = parseFilterStrict(Object.fromEntries(known));
    const parsed = own.safeParse(Object.fromEntries(rest));
    if (!asked.ok) context.addIssue({ code: 'custom', message: asked.error.text });
    for (const issue of parsed.error?.issues ?? []) context.addIssue({ ...issue });
    return asked.ok && parsed.success ? { filter: asked.value, ...parsed.data } : z.NEVER;
  });
}

/** The schema of a route that takes these parameters and no filter; `others` are known elsewhere. */
export function parameters<Shape extends z.ZodRawShape>(
  shape: Shape,
  others: readonly string[] = [],
) {
  const known = [...others, ...Object.keys(shape)];
  const there = known.length > 0 ? `: there are ${known.join(', ')}` : '';
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `there is no parameter ${issue.keys.join(', ')}${there}`
        : undefined,
  });
}

/** The question an answer belongs to, its period in days: what a program stores beside the numbers. */
export function resolveQuestion(filter: Filter, now: Date) {
  const { period, ignored, cursor, view, ...conditions } = filter;
  const { from, to, days } = resolvePeriod(period, now);
  return { from, to, days, ...conditions };
}

const chosen = z.object({ not: z.boolean(), values: z.array(z.string()) });

/** The same as openapi.json describes it. */
export const RESOLVED = named(
  'Question',
  z.object({
    from: day,
    to: day,
    days: count,
    domains: z.array(z.string()),
    group: text,
    compare: z.enum(COMPARISONS),
    granularity: z.enum(GRANULARITIES).nullable(),
    outcomes: chosen,
    reporters: chosen,
    ip: text,
    headerFrom: chosen,
    disposition: chosen,
    verdicts: chosen,
    actors: chosen,
    deeds: chosen,
    q: text,
    sort: text,
  }),
);

const search = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
