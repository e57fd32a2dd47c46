import { type ChosenColumns, columnsInPath, parseColumns } from '#app/_ui/chosen-columns';
import { pageHref, pagePath } from '#app/_ui/page-href';
import type { Filter, Search } from '#lib/filter/filter';
import { GROUPINGS, type Grouping, SOURCE_TABS, type SourceTab } from '#lib/queries/source-groups';

/** Which part of the list is shown, how it is grouped, which group is open, and in which columns. */
export type SourcesView = {
  tab: SourceTab;
  by: Grouping;
  of: string | null;
  page: number;
  columns: ChosenColumns;
  map: MapChoice;
};

/** Whose sources the map shows: by default those that nobody can account for. */
export const MAP_CHOICES = ['strangers', 'forwarders', 'yours', 'all'] as const;
export type MapChoice = (typeof MAP_CHOICES)[number];

/** Reads a view from the URL; what it does not know counts as not given. */
export function parseView(search: Search): SourcesView {
  const { tab, by, of, page, map } = search;
  const number = Number(page);
  return {
    tab: SOURCE_TABS.find((one) => one === tab) ?? 'all',
    by: GROUPINGS.find((one) => one === by) ?? 'service',
    of: typeof of === 'string' && of.length <= 255 ? of : null,
    page: Number.isInteger(number) && number > 1 && number < 10_000 ? number : 1,
    columns: parseColumns(search),
    map: MAP_CHOICES.find((one) => one === map) ?? 'strangers',
  };
}

/** The page with a view; a change leads back to the first page of the list. */
export function viewPath(view: SourcesView, changes: Partial<SourcesView> = {}): string {
  const { tab, by, of, page, columns, map } = { ...view, page: 1, ...changes };
  return pagePath('/sources', {
    tab: tab === 'all' ? null : tab,
    by: by === 'service' ? null : by,
    of,
    page: page > 1 ? String(page) : null,
    map: map === 'strangers' ? null : map,
    ...columnsInPath(columns),
  });
}

/** The address of a view of the same question. */
export function viewHref(filter: Filter, view: SourcesView, changes: Partial<SourcesView>): string {
  return pageHref(viewPath(view, changes), filter);
}

/** The page of a service, or of an organisation in the names of hosts. */
export function servicePath(name: string): string {
  return `/sources/${encodeURIComponent(name)}`;
}
