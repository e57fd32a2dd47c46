import { z } from 'zod';
import { decodeCursor, encodeCursor } from '#lib/filter/cursor';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { type ClassifiedSource, classifiedSources } from './classified-sources.ts';
import type { JudgedSpan } from './judged-span.ts';
import { groupSortOf, sortGroups } from './sort-groups.ts';
import { type Judgement, judgementOf } from './source-classes.ts';
import {
  type Grouping,
  groupSources,
  isInTab,
  type SourceGroup,
  type SourceTab,
} from './source-groups.ts';
import { countTabs } from './source-list.ts';
import { sourceSparks } from './source-sparks.ts';

type Wanted = { by: Grouping; tab: SourceTab; limit: number };

/** A source as a program is told: its figures and facts, and whose it is. */
export type ToldSource = Omit<
  ClassifiedSource,
  'domainId' | 'domain' | 'sender' | 'verdict' | 'label' | 'ptrBase'
> & { whose: Judgement };

/** A group of them; `spark` is its mail over the period. */
export type ToldGroup = Omit<SourceGroup, 'sources' | 'sender' | 'classes' | 'said'> & {
  spark: number[];
  sources: ToldSource[];
};

export type SourceGroupPage = {
  rows: ToldGroup[];
  next: string | null;
  by: Grouping;
  /** How many groups each part of the list has. */
  groups: Record<SourceTab, number>;
  judged: JudgedSpan;
  beyond: number;
};

/** Groups of sources, page by page, as the list of sources shows them. */
export async function sourceGroupPage(
  viewer: Viewer,
  filter: Filter,
  { by, tab, limit }: Wanted,
  now = new Date(),
): Promise<SourceGroupPage> {
  const { sources, judged, beyond } = await classifiedSources(viewer, filter, now);
  const inTab = (one: SourceTab) => sources.filter((source) => isInTab(source, one, now));
  const order = groupSortOf(filter.sort);
  const sorted = sortGroups(groupSources(inTab(tab), by), order);
  const place = decodeCursor(filter.cursor, PLACE);
  const after = place?.[0] === order ? place[1] : null;
  const start = sorted.findIndex(({ key }) => key === after) + 1;
  const page = sorted.slice(start, start + limit);
  const last = start + limit < sorted.length ? page.at(-1) : undefined;
  return {
    rows: await tellGroups(viewer, filter, page, now),
    next: last ? encodeCursor([order, last.key]) : null,
    by,
    groups: countTabs((one) => groupSources(inTab(one), by).length),
    judged,
    beyond,
  };
}

/** The order, and the key of the last group; the list starts anew when that is no longer there. */
const PLACE = z.tuple([z.string(), z.string()]);

/** Groups as a program is told of them. */
export async function tellGroups(
  viewer: Viewer,
  filter: Filter,
  groups: readonly SourceGroup[],
  now: Date,
): Promise<ToldGroup[]> {
  const sparks = await sourceSparks(
    viewer,
    filter,
    groups.map(({ sources }) => sources),
    now,
  );
  return groups.map(({ sources, sender: _, classes: __, said: ___, ...group }, at) => {
    return { ...group, spark: sparks[at] ?? [], sources: sources.map(tell) };
  });
}

function tell(source: ClassifiedSource): ToldSource {
  const { domainId: _, domain: __, sender: ___, verdict: ____, label, ptrBase, ...told } = source;
  return { ...told, whose: judgementOf(source) };
}
