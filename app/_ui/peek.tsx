import { normaliseAddress } from '#lib/filter/address';
import type { Filter, Search } from '#lib/filter/filter';
import { period } from '#lib/filter/period';
import { pageHref, pagePath } from './page-href.tsx';

/**
 * What can be looked at beside a list or a chart: `peek=ip:192.0.2.1`, `service:Sendwell`, `report:…`,
 * `days:2026-11-02..2026-11-08`.
 */
export type PeekId = { kind: 'ip' | 'service' | 'report' | 'days'; name: string };

/** What is open beside a list, and the page whose address says so; its path itself does not. */
export type Peeking = { open: PeekId | null; path: string; filter: Filter };

const PEEK = /^(ip|service|report|days):(.{1,255})$/;

/** Reads `peek=`; what is no such name counts as not given. */
export function parsePeek(search: Search): PeekId | null {
  const [, kind, name = ''] = PEEK.exec(`${search['peek'] ?? ''}`) ?? [];
  switch (kind) {
    case 'ip': {
      const ip = normaliseAddress(name);
      return ip === null || ip.includes('/') ? null : { kind, name: ip };
    }
    case 'days':
      return parseDays(name) && { kind, name };
    case 'service':
    case 'report':
      return { kind, name };
    default:
      return null;
  }
}

/** The same as a parameter of a page's own path. */
export function peekInPath(open: PeekId | null): { peek: string | null } {
  return { peek: open && peekWord(open) };
}

/** The page with a row looked at; null for the list alone. */
export function peekHref({ path, filter }: Peeking, id: PeekId | null): string {
  return pageHref(pagePath(path, peekInPath(id)), filter, { cursor: filter.cursor });
}

export function isSamePeek(one: PeekId | null, other: PeekId | null): boolean {
  return one !== null && other !== null && peekWord(one) === peekWord(other);
}

function peekWord({ kind, name }: PeekId) {
  return `${kind}:${name}`;
}

/** The first and the last day of `2026-11-02..2026-11-08`; null for what are no two days. */
export function parseDays(name: string): { kind: 'fixed'; from: string; to: string } | null {
  const [from, to] = name.split('..');
  const read = period.safeParse({ kind: 'fixed', from, to });
  return read.success && read.data.kind === 'fixed' ? read.data : null;
}
