import { pageHref } from '#app/_ui/page-href';
import type { Filter, Search } from '#lib/filter/filter';
import { GROUPINGS, type Grouping, SOURCE_TABS, type SourceTab } from '#lib/queries/source-groups';

/** Which part of the list is shown, how it is grouped, and which group is open. */
export type SourcesView = { tab: SourceTab; by: Grouping; of: string | null; page: number };

/** Reads a view from the URL; what it does not know counts as not given. */
export function parseView(search: Search): SourcesView {
  const { tab, by, of, page } = search;
  const number = Number(page);
  return {
    tab: SOURCE_TABS.find((one) => one === tab) ?? 'all',
    by: GROUPINGS.find((one) => one === by) ?? 'service',
    of: typeof of === 'string' && of.length <= 255 ? of : null,
    page: Number.isInteger(number) && number > 1 && number < 10_000 ? number : 1,
  };
}

/** The address of a view of the same question; a change leads back to the first page. */
export function viewHref(filter: Filter, view: SourcesView, changes: Partial<SourcesView>): string {
  const { tab, by, of, page } = { ...view, page: 1, ...changes };
  const stated = new URLSearchParams();
  if (tab !== 'all') stated.set('tab', tab);
  if (by !== 'service') stated.set('by', by);
  if (of !== null) stated.set('of', of);
  if (page > 1) stated.set('page', String(page));
  const base = pageHref('/sources', filter);
  const text = stated.toString();
  return text === '' ? base : `${base}${base.includes('?') ? '&' : '?'}${text}`;
}
