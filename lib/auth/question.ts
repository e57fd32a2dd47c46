import { z } from 'zod';
import { type Filter, filter, parseFilterStrict, type Search } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';

/** The parameters of the filter, as a URL spells them. */
export const FILTER_SHAPE = filter.in.shape;

/**
 * The schema of a route that takes the filter and some parameters of its own. A program's mistake is
 * refused, not guessed at: one that asks for `form=2026-11-01` must not be shown another period.
 */
export function question<Shape extends z.ZodRawShape>(shape: Shape) {
  const extras = z.object(shape);
  return search.transform((given, context): { filter: Filter } & z.output<typeof extras> => {
    const own = (name: string) => Object.hasOwn(shape, name);
    refuseUnknown(given, [...Object.keys(shape), ...Object.keys(FILTER_SHAPE)], context);
    const asked = parseFilterStrict(pick(given, (name) => !own(name)));
    const rest = extras.safeParse(pick(given, own));
    if (!asked.ok) {
      context.addIssue({ code: 'custom', path: [], message: asked.error.text });
      return z.NEVER;
    }
    if (!rest.success) {
      for (const { path, message } of rest.error.issues) {
        context.addIssue({ code: 'custom', path, message });
      }
      return z.NEVER;
    }
    return { filter: asked.value, ...rest.data };
  });
}

/** The question an answer belongs to, its period in days: what a program stores beside the numbers. */
export function resolveQuestion(filter: Filter, now: Date) {
  const { period, ignored, cursor, view, ...conditions } = filter;
  const { from, to, days } = resolvePeriod(period, now);
  return { from, to, days, ...conditions };
}

/** The schema of a route that takes no parameters. */
export const noQuestion = z.record(z.string(), z.unknown()).transform((given, context) => {
  refuseUnknown(given, [], context);
  return {};
});

const search = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

function refuseUnknown(given: object, known: readonly string[], context: z.RefinementCtx) {
  for (const name of Object.keys(given).filter((key) => !known.includes(key))) {
    context.addIssue({ code: 'custom', path: [name], message: 'there is no such parameter' });
  }
}

function pick(given: Search, wanted: (name: string) => boolean): Search {
  return Object.fromEntries(Object.entries(given).filter(([name]) => wanted(name)));
}
