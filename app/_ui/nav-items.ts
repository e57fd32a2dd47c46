/** The pages there are, by what one does there. A page that does not exist is not listed. Names are keys of `chrome.nav`. */
export const NAV = [
  {
    group: 'monitor',
    items: [
      { href: '/', name: 'overview' },
      { href: '/sources', name: 'sources' },
      { href: '/reports', name: 'reports' },
      { href: '/forwarding', name: 'forwarding' },
      { href: '/tls', name: 'tls' },
    ],
  },
  {
    group: 'evidence',
    items: [
      { href: '/failures', name: 'failures' },
      { href: '/exports', name: 'exports' },
    ],
  },
  {
    group: 'operate',
    items: [
      { href: '/ingest', name: 'ingest' },
      { href: '/settings', name: 'settings' },
    ],
  },
] as const;

/** What follows a person from page to page: whose mail, and when. */
const CARRIED = ['d', 'group', 'range', 'from', 'to', 'cmp'] as const;

/** The query string of what follows from a page to the next: '' or `?…`. */
export function carriedSearch(search: { get(name: string): string | null }): string {
  const carried = new URLSearchParams();
  for (const name of CARRIED) {
    const value = search.get(name);
    if (value !== null) carried.set(name, value);
  }
  return carried.size > 0 ? `?${carried}` : '';
}

/** Pages below a list belong to it: an address to the sources, a domain to the overview. */
export function isCurrent(href: string, path: string): boolean {
  if (href === '/') return path === '/' || path.startsWith('/domains/');
  if (href === '/sources' && path.startsWith('/ips/')) return true;
  return path === href || path.startsWith(`${href}/`);
}
