import { type Filter, filterToSearch } from '#lib/filter/filter';

const NOTHING = { not: false, values: [] };

/** A page with parameters of its own, which stay however its filter changes: `/sources?by=ip`. */
export function pagePath(path: string, own: Readonly<Record<string, string | null>>): string {
  const [base = '', known = ''] = path.split('?');
  const stated = new URLSearchParams(known);
  for (const [name, value] of Object.entries(own)) {
    if (value === null) stated.delete(name);
    else stated.set(name, value);
  }
  const text = stated.toString();
  return text === '' ? base : `${base}?${text}`;
}

/**
 * The address of a page with a filter. What its path says already (the domain, the address) is not
 * said a second time; parameters that stand in the path come after the filter's.
 */
export function pageHref(path: string, filter: Filter, changes: Partial<Filter> = {}): string {
  const [base = '', own = ''] = path.split('?');
  const search = filterToSearch({ ...filter, cursor: null, ...changes, ...saidBy(base) });
  if (own === '') return base + search;
  return `${base}${search === '' ? '?' : `${search}&`}${own}`;
}

/** The same as what a form sends: where to, and the parameters that its own fields come on top of. */
export function pageForm(path: string, filter: Filter, changes: Partial<Filter> = {}) {
  const [action = '', search = ''] = pageHref(path, filter, changes).split('?');
  return { action, kept: [...new URLSearchParams(search)] };
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
  if (path.startsWith('/domains/')) return { domains: [], group: null };
  return path.startsWith('/ips/') ? { ip: null } : {};
}
