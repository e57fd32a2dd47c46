import { type Filter, filterToSearch } from '#lib/filter/filter';

const NOTHING = { not: false, values: [] };

/**
 * The address of a page with a filter. What its path says already (the domain, the address) is not
 * said a second time.
 */
export function pageHref(path: string, filter: Filter, changes: Partial<Filter> = {}): string {
  return path + filterToSearch({ ...filter, cursor: null, ...changes, ...saidBy(path) });
}

/** The same page with scope and period, and nothing else that narrows it. */
export function unfilteredHref(path: string, filter: Filter): string {
  return pageHref(path, filter, {
    outcomes: NOTHING,
    reporters: NOTHING,
    headerFrom: NOTHING,
    disposition: NOTHING,
    verdicts: NOTHING,
    ip: null,
    q: null,
  });
}

function saidBy(path: string): Partial<Filter> {
  if (path.startsWith('/domains/')) return { domains: [] };
  return path.startsWith('/ips/') ? { ip: null } : {};
}
