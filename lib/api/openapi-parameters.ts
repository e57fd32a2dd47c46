import { z } from 'zod';
import { DATASET_NAMES } from '#lib/queries/datasets';
import { METRIC_IDS } from '#lib/queries/metric-table';
import type { Endpoint } from './endpoint.ts';
import { FILTER_SHAPE } from './question.ts';

/** What the filter's parameters mean (README and PRODUCT 3.0 say it at length). */
const MEANINGS: Readonly<Record<keyof typeof FILTER_SHAPE, string>> = {
  d: 'Domains, separated by commas; none means all that the token may see.',
  group: 'A group of domains, by its name; with d, those of them that are in it.',
  range: 'A period that moves with today, in UTC days. Without any period it is 90d.',
  from: 'First UTC day, as 2026-11-01; wins over range.',
  to: 'Last UTC day, counted.',
  cmp: 'The period to compare with: the one before, the same a year earlier (yoy), or none.',
  g: 'Buckets of volume. Hours only where reports about two hours at most hold 80 % of the mail, of up to 16 days; `refused` says why not, `beside` how many messages have no hour.',
  res: 'Outcomes, separated by commas; ! in front means all others.',
  org: 'Reporters by name, separated by commas; ! in front means all others.',
  ip: 'A source address, or a CIDR block of them.',
  hfrom: 'From domains, separated by commas; ! in front means all others.',
  disp: 'Dispositions, separated by commas; ! in front means all others.',
  verdict: 'How sure it is who sent the reports, by commas; ! in front means all others.',
  who: 'Of audit-log: names of people, by commas; ! in front means all others.',
  deed: 'Of audit-log: kinds of deeds, by commas; ! in front means all others.',
  q: 'A text to search for.',
  sort: 'The column to sort by; - in front for the largest first.',
  cur: 'The page: `next` of the answer before.',
  view: 'Has no effect here; links of pages carry it.',
};

/** Where a part of a path is one of a few words. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  '/api/v1/metrics/{id}': METRIC_IDS,
  '/api/v1/export/{dataset}.csv': DATASET_NAMES,
  '/api/v1/export/{dataset}.jsonl': DATASET_NAMES,
  '/api/v1/export/{dataset}.zip': DATASET_NAMES,
};

/** The parameters of an endpoint: those in its path, the filter's, and its own. */
export function parametersOf({ path, own, filtered }: Endpoint): object[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return [
    ...names.map((name) => inPath(name, WORDS[path])),
    ...inQuery(filtered ? { ...FILTER_SHAPE, ...own } : own),
  ];
}

function inPath(name: string, words?: readonly string[]) {
  const schema = { type: 'string', ...(words && { enum: words }) };
  return { name, in: 'path', required: true, schema };
}

function inQuery(shape: z.ZodRawShape) {
  const { properties = {} } = z.toJSONSchema(z.object(shape), {
    io: 'input',
    unrepresentable: 'any',
  });
  return Object.entries(properties).map(([name, schema]) => {
    const described = typeof schema === 'object' ? schema.description : undefined;
    const description = described ?? meaningOf(name);
    return { name, in: 'query', required: false, description, schema };
  });
}

function meaningOf(name: string) {
  return Object.entries(MEANINGS).find(([key]) => key === name)?.[1] ?? '';
}
