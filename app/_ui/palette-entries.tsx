import { normaliseAddress } from '#lib/filter/address';
import { NAV } from './nav-items.ts';

/** A place one may go to. `words` are what typing is held against besides its text. */
export type Entry = { href: string; text: string; words: string };
export type EntryGroup = { value: string; items: Entry[] };

/** A domain as the palette needs it: its A-label, and how people write it. */
export type PaletteDomain = { name: string; unicode: string };

const MOST_SHOWN = 8;

/**
 * Where typed words may lead, best first within each group: an address in full, domains and pages
 * that hold every word, and at last a search for the words in reports, so that no Enter is lost.
 * Groups without entries are left out. `tail` is the scope and period that come along: '' or `?…`.
 */
export function entriesFor(
  typed: string,
  domains: readonly PaletteDomain[],
  tail: string,
): EntryGroup[] {
  const needle = typed.trim().toLowerCase();
  const words = needle.split(/\s+/).filter((word) => word !== '');
  const holds = ({ text, words: more }: Entry) => {
    const hay = `${text} ${more}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  };
  const groups = [
    { value: 'Address', items: addressEntries(needle, tail) },
    { value: 'Domains', items: domainEntries(domains, needle, tail).filter(holds) },
    { value: 'Pages', items: pageEntries(tail).filter(holds) },
    { value: 'Search', items: searchEntries(typed.trim()) },
  ];
  return groups
    .map((group) => ({ ...group, items: group.items.slice(0, MOST_SHOWN) }))
    .filter(({ items }) => items.length > 0);
}

function addressEntries(needle: string, tail: string): Entry[] {
  const address = normaliseAddress(needle);
  if (address === null) return [];
  if (address.includes('/')) {
    const search = new URLSearchParams(tail);
    search.set('ip', address);
    return [{ href: `/sources?${search}`, text: `Sources in ${address}`, words: '' }];
  }
  return [{ href: `/ips/${encodeURIComponent(address)}${tail}`, text: address, words: '' }];
}

/** A name that begins with what was typed is meant more often, and the short one before the long. */
function domainEntries(domains: readonly PaletteDomain[], needle: string, tail: string): Entry[] {
  const entries = domains.map(({ name, unicode }) => ({
    href: `/domains/${encodeURIComponent(name)}${withoutScope(tail)}`,
    text: unicode,
    words: name,
  }));
  const rank = ({ text, words }: Entry) =>
    text.startsWith(needle) || words.startsWith(needle) ? 0 : 1;
  return entries.toSorted((a, b) => rank(a) - rank(b) || a.text.length - b.text.length);
}

function pageEntries(tail: string): Entry[] {
  return NAV.flatMap(({ group, items }) =>
    items.map(({ href, text }) => ({
      href: href === '/settings' ? href : href + tail,
      text,
      words: group,
    })),
  );
}

function searchEntries(typed: string): Entry[] {
  if (typed === '') return [];
  const q = new URLSearchParams({ q: typed });
  return [{ href: `/reports?${q}`, text: `Reports that name “${typed}”`, words: typed }];
}

function withoutScope(tail: string) {
  const search = new URLSearchParams(tail);
  search.delete('d');
  return search.size > 0 ? `?${search}` : '';
}
