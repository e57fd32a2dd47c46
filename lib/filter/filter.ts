import { z } from 'zod';
import { err, ok, type Result } from '#lib/result';
import { formatChoice } from './choice.ts';
import { DEED_KINDS } from './deed.ts';
import { askedGroup } from './group.ts';
import { addressBlock, choice, choiceOf, readDomain } from './parameter.ts';
import { period } from './period.ts';
import {
  COMPARISONS,
  DISPOSITIONS,
  GRANULARITIES,
  OUTCOMES,
  RANGES,
  VERDICTS,
} from './vocabulary.ts';

/**
 * The parameters of every question as they stand in a URL (PRODUCT 3.0), and what they mean: the one
 * query language of page, API, export and command line. Only lib/queries/where.ts makes SQL of it.
 */
export const filter = z
  .object({
    d: choice('a list of domains', readDomain).refine(({ not }) => !not, 'expected no ! here'),
    group: askedGroup.optional(),
    range: z.enum(RANGES).optional(),
    from: z.string().optional(),
    to: z.string().optional(),
    cmp: z.enum(COMPARISONS).default('prev'),
    g: z.enum(GRANULARITIES).optional(),
    res: choiceOf(OUTCOMES),
    org: choice('names of reporters', (name) => (name.length <= 255 ? name : null)),
    ip: addressBlock().optional(),
    hfrom: choice('a list of From domains', readDomain),
    disp: choiceOf(DISPOSITIONS),
    verdict: choiceOf(VERDICTS),
    who: choice('names of people', (name) => (name.length <= 255 ? name : null)),
    deed: choiceOf(DEED_KINDS),
    q: z.string().trim().max(200).optional(),
    sort: z.stringFormat('sort key', /^-?[a-z]{1,40}$/i).optional(),
    cur: z.stringFormat('cursor', /^[\w-]{1,1000}$/).optional(),
    view: z.enum(['chart', 'table']).default('chart'),
  })
  .transform((given, context) => ({
    domains: given.d.values,
    group: given.group ?? null,
    period: periodOf(given, context),
    compare: given.cmp,
    granularity: given.g ?? null,
    outcomes: given.res,
    reporters: given.org,
    ip: given.ip ?? null,
    headerFrom: given.hfrom,
    disposition: given.disp,
    verdicts: given.verdict,
    actors: given.who,
    deeds: given.deed,
    q: given.q || null,
    sort: given.sort ?? null,
    cursor: given.cur ?? null,
    view: given.view,
  }));

/** A question's scope, period and conditions; `ignored` names parameters that could not be used. */
export type Filter = z.output<typeof filter> & { ignored: string[] };

/** The parameters of a URL as Next hands them over. */
export type Search = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Reads a page's filter and never fails: what cannot be used counts as not given and is named in
 * `ignored`, so that a mistyped link still shows something and says what it left out.
 */
export function parseFilter(search: Search): Filter {
  const given = statedIn(search);
  const parsed = filter.safeParse(given);
  if (parsed.success) return { ...parsed.data, ignored: [] };
  const names = namesOf(parsed.error);
  // Each round drops at least one parameter; without any, the filter is the default one.
  const kept = Object.entries(given).filter(([name]) => !names.includes(name));
  const rest = parseFilter(Object.fromEntries(kept));
  return { ...rest, ignored: [...names, ...rest.ignored] };
}

/** Reads a program's filter: a parameter that cannot be used is refused, by name and reason. */
export function parseFilterStrict(
  search: Search,
): Result<Filter, { names: string[]; text: string }> {
  const parsed = filter.safeParse(statedIn(search));
  if (parsed.success) return ok({ ...parsed.data, ignored: [] });
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return err({ names: namesOf(parsed.error), text: faults.join('; ') });
}

/**
 * The shortest query string that reads back as this filter, in a stable order: '' or `?d=…`. A
 * change of anything but the cursor leads back to the first page.
 */
export function filterToSearch(given: Filter, changes: Partial<Filter> = {}): string {
  const turned = Object.keys(changes).length > 0 ? { ...given, cursor: null, ...changes } : given;
  const { period: asked } = turned;
  const stated: Record<string, string | null> = {
    d: formatChoice({ not: false, values: turned.domains }),
    group: turned.group,
    range: asked.kind === 'relative' && asked.range !== DEFAULT_RANGE ? asked.range : null,
    from: asked.kind === 'fixed' ? asked.from : null,
    to: asked.kind === 'fixed' ? asked.to : null,
    cmp: turned.compare === 'prev' ? null : turned.compare,
    g: turned.granularity,
    res: formatChoice(turned.outcomes),
    org: formatChoice(turned.reporters),
    ip: turned.ip,
    hfrom: formatChoice(turned.headerFrom),
    disp: formatChoice(turned.disposition),
    verdict: formatChoice(turned.verdicts),
    who: formatChoice(turned.actors),
    deed: formatChoice(turned.deeds),
    q: turned.q,
    sort: turned.sort,
    cur: turned.cursor,
    view: turned.view === 'chart' ? null : turned.view,
  };
  const pairs = Object.entries(stated).filter(([, value]) => value);
  const text = pairs.map(([name, value]) => `${name}=${encode(value ?? '')}`).join('&');
  return text && `?${text}`;
}

const DEFAULT_RANGE = '90d';

const TOGETHER = 'from and to go together, as from=2026-11-01&to=2026-11-30';

type Given = { range?: string | undefined; from?: string | undefined; to?: string | undefined };

/** Fixed ends win over a range that moves: they are what somebody chose last, or froze. */
function periodOf({ range = DEFAULT_RANGE, from, to }: Given, context: z.RefinementCtx) {
  const fixed = from !== undefined || to !== undefined;
  const parsed = period.safeParse(
    fixed ? { kind: 'fixed', from, to } : { kind: 'relative', range },
  );
  if (parsed.success) return parsed.data;
  const isHalf = (from === undefined) !== (to === undefined);
  for (const [name, value] of Object.entries({ from, to })) {
    const own = parsed.error.issues.filter(({ path: [at = name] }) => at === name);
    const message = isHalf ? TOGETHER : own.map((issue) => issue.message).join('; ');
    if (value !== undefined && message) context.addIssue({ code: 'custom', path: [name], message });
  }
  return z.NEVER;
}

/** A parameter that is given twice is a list; one that is given empty is not given. */
function statedIn(search: Search): Record<string, string> {
  const stated: Record<string, string> = {};
  for (const [name, value] of Object.entries(search)) {
    const text = [value ?? []].flat().join(',');
    if (text !== '') stated[name] = text;
  }
  return stated;
}

function namesOf(error: z.ZodError) {
  return [...new Set(error.issues.map(({ path }) => String(path[0])))];
}

/** Commas, colons and slashes mean nothing in a query; left as they are, links stay readable. */
function encode(text: string) {
  return encodeURIComponent(text).replace(/%(2C|3A|2F)/g, (escaped) => decodeURIComponent(escaped));
}
