import { type Filter, parseFilter } from '#lib/filter/filter';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { classSums } from '#lib/queries/class-sums';
import { classifiedSources } from '#lib/queries/classified-sources';
import { completeThrough } from '#lib/queries/complete-through';
import { diagnoses } from '#lib/queries/diagnoses';
import { domainOverview } from '#lib/queries/domain-list';
import { newSources } from '#lib/queries/new-sources';
import { policyChanges } from '#lib/queries/policy-changes';
import { recordList } from '#lib/queries/records';
import { reportList } from '#lib/queries/report-list';
import { reporterList } from '#lib/queries/reporter-list';
import { sourceCount } from '#lib/queries/source-count';
import { sourceDetail } from '#lib/queries/source-detail';
import { topSources } from '#lib/queries/top-sources';
import { totals } from '#lib/queries/totals';
import { volumeByCamp } from '#lib/queries/volume-by-camp';
import { volumeByDay } from '#lib/queries/volume-by-day';
import type { QueryLoad } from './query-load.ts';

/** One question of a page, and how long it may take in milliseconds (PERFORMANCE 0). */
type Question = { what: string; ask: () => Promise<unknown>; floor?: number; target?: number };

const viewer = SYSTEM_VIEWER;
const LARGEST = parseFilter({ range: '90d', d: 'd1.example' });
const YEAR = parseFilter({ range: '12m' });

export const questions: readonly Question[] = [
  {
    what: 'chart, 90 days of the largest domain',
    ask: () => volumeByDay(viewer, LARGEST),
    floor: 50,
    target: 5,
  },
  {
    what: 'top 50 sources, the same',
    ask: () => topSources(viewer, LARGEST),
    floor: 500,
    target: 150,
  },
  ...both('totals', (filter) => totals(viewer, filter)),
  ...both('complete through', (filter) => completeThrough(viewer, filter)),
  ...both('domains', (filter) => domainOverview(viewer, filter)),
  ...both('number of sources', (filter) => sourceCount(viewer, filter)),
  ...both('policy changes', (filter) => policyChanges(viewer, filter)),
  ...both('reports, a page', (filter) => reportList(viewer, filter)),
  ...both('reporters', (filter) => reporterList(viewer, filter)),
  ...both('records, a page', (filter) => recordList(viewer, filter)),
  ...both('whose the sources are', (filter) => classifiedSources(viewer, filter)),
  ...both('sums by class', (filter) => classSums(viewer, filter)),
  ...both('whose mail by day', (filter) => volumeByCamp(viewer, filter)),
  ...both('new sources', (filter) => newSources(viewer, filter)),
  ...both('why mail fails', (filter) => diagnoses(viewer, filter, { which: 'failed' })),
  {
    what: 'chart, 12 months of 300 domains',
    ask: () => volumeByDay(viewer, YEAR),
    floor: 300,
    target: 100,
  },
  { what: 'top 50 sources, the same', ask: () => topSources(viewer, YEAR) },
  { what: 'one source, 90 days', ask: () => sourceDetail(viewer, LARGEST, '198.18.0.1') },
];

function both(what: string, ask: (filter: Filter) => Promise<unknown>): Question[] {
  return [
    {
      what: `${what}, 90 days of the largest domain`,
      ask: () => ask(LARGEST),
      floor: 300,
      target: 100,
    },
    { what: `${what}, 12 months of 300 domains`, ask: () => ask(YEAR), floor: 300, target: 100 },
  ];
}

/** Fails where the pages' sum of all is not that of the records themselves. */
export async function checkSums(load: QueryLoad): Promise<void> {
  const day = (daysAgo: number) =>
    new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
  const ever = parseFilter({ from: day(368), to: day(0) });
  const [days, { messages }, list] = await Promise.all([
    volumeByDay(viewer, ever),
    totals(viewer, ever),
    reportList(viewer, ever),
  ]);
  const charted = days.reduce((sum, { total }) => sum + total, 0);
  const found = { reports: list.totals.reports, sums: [charted, messages, list.totals.messages] };
  const ought = { reports: load.reports, sums: [load.messages, load.messages, load.messages] };
  if (JSON.stringify(found) === JSON.stringify(ought)) return;
  throw new Error(`The questions say ${JSON.stringify(found)}; it is ${JSON.stringify(ought)}.`);
}
