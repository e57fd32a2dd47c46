import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { type ClassifiedSource, classifiedSources } from './classified-sources.ts';
import { kept } from './kept.ts';
import { addUp } from './metrics.ts';
import { sortGroups } from './sort-groups.ts';
import {
  GROUPINGS,
  type Grouping,
  groupSources,
  isInTab,
  MOST_ADDRESSES,
  SOURCE_TABS,
  type SourceGroup,
  type SourceTab,
} from './source-groups.ts';
import { sourceSparks } from './source-sparks.ts';

/** Which part of the list is looked at; `of` is the group that is open: `service:Sendwell`. */
export type ListView = { by: Grouping; tab: SourceTab; of: string | null; page: number };

export type SourceList = {
  /**
   * The groups of the page; of the sources of each no more than can be answered for by hand, and not
   * why they are judged as they are.
   */
  rows: SourceGroup[];
  /** How many groups there are on all pages, and in each part of the list. */
  groups: number;
  tabs: Record<SourceTab, number>;
  /** Of all that is listed. */
  total: { addresses: number; messages: number; passed: number };
  beyond: number;
};

export const LIST_PAGE = 50;

/** A page of the list of sources: its rows, and what stands above and below them. */
export const sourceList = kept(findList);

async function findList(
  viewer: Viewer,
  filter: Filter,
  view: ListView,
  now: Date,
): Promise<SourceList> {
  const { members, shown, groups, beyond } = await listed(viewer, filter, view, now);
  const { messages, passed } = addUp(shown);
  const addresses = new Set(shown.map(({ ip }) => ip)).size;
  const count = (tab: SourceTab) => groupSources(inTab(members, tab, now), view.by).length;
  return {
    rows: pageOf(groups, view).map(({ sources, ...group }) => {
      return { ...group, sources: sources.slice(0, MOST_ADDRESSES) };
    }),
    groups: groups.length,
    tabs: countTabs(count),
    total: { addresses, messages, passed },
    beyond,
  };
}

/** The mail of each of its groups over the period, by key. */
export const listSparks = kept(findSparks);

async function findSparks(
  viewer: Viewer,
  filter: Filter,
  view: ListView,
  now: Date,
): Promise<[key: string, line: number[]][]> {
  const { groups } = await listed(viewer, filter, view, now);
  const rows = pageOf(groups, view);
  const members = rows.map(({ sources }) => sources);
  const lines = await sourceSparks(viewer, filter, members, now);
  return rows.map(({ key }, place) => [key, lines[place] ?? []]);
}

async function listed(viewer: Viewer, filter: Filter, { by, tab, of }: ListView, now: Date) {
  const { sources, beyond } = await classifiedSources(viewer, filter, now, { reasons: false });
  const members = sources.filter((source) => isOf(source, of));
  const shown = inTab(members, tab, now);
  return { members, shown, groups: sortGroups(groupSources(shown, by), filter.sort), beyond };
}

function pageOf(groups: readonly SourceGroup[], { page }: ListView) {
  return groups.slice((page - 1) * LIST_PAGE, page * LIST_PAGE);
}

function inTab(sources: readonly ClassifiedSource[], tab: SourceTab, now: Date) {
  return sources.filter((source) => isInTab(source, tab, now));
}

function isOf(source: ClassifiedSource, of: string | null) {
  const by = GROUPINGS.find((grouping) => of?.startsWith(`${grouping}:`));
  if (!by || of === null) return true;
  return groupSources([source], by)[0]?.key === of.slice(by.length + 1);
}

/** How many groups each part of the list has. */
export function countTabs(count: (tab: SourceTab) => number): Record<SourceTab, number> {
  const [all = 0, review = 0, yours = 0, forwarders = 0, unknown = 0, spoof = 0] =
    SOURCE_TABS.map(count);
  return { all, review, yours, forwarders, unknown, spoof };
}
