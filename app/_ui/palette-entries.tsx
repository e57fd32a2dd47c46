import { normaliseAddress } from '#lib/filter/address';
import { LOCALE_NAMES, LOCALES, type Locale } from '#lib/words/locale';
import type { Words } from '#lib/words/translate';
import { NAV } from './nav-items.ts';

/**
 * A place one may go to; with `locale`, the language to see it in. `words` are what typing is held
 * against besides its text.
 */
export type Entry = { href: string; text: string; words: string; locale?: Locale };
export type EntryGroup = { value: string; items: Entry[] };

/** A domain as the palette needs it: its A-label, and how people write it. */
export type PaletteDomain = { name: string; unicode: string };

/** What the viewer may go to by name: domains, and groups of them. */
export type PalettePlaces = {
  domains: readonly PaletteDomain[];
  groups: readonly { name: string }[];
};

const MOST_SHOWN = 8;

/**
 * Where typed words may lead, best first within each group: an address in full, domains and pages
 * that hold every word, and at last a search for the words in reports, so that no Enter is lost.
 * Groups without entries are left out. `tail` is the scope and period that come along: '' or `?…`.
 */
export function entriesFor(
  typed: string,
  { domains, groups }: PalettePlaces,
  tail: string,
  t: Words<'chrome'>,
): EntryGroup[] {
  const needle = typed.trim().toLowerCase();
  const words = needle.split(/\s+/).filter((word) => word !== '');
  const holds = ({ text, words: more }: Entry) => {
    const hay = `${text} ${more}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  };
  const entries = [
    { value: t('palette.address'), items: addressEntries(needle, tail, t) },
    { value: t('palette.domains'), items: domainEntries(domains, needle, tail).filter(holds) },
    { value: t('palette.groups'), items: groupEntries(groups, tail).filter(holds) },
    { value: t('palette.pages'), items: pageEntries(tail, t).filter(holds) },
    { value: t('palette.language'), items: needle === '' ? [] : languageEntries(t).filter(holds) },
    { value: t('palette.search'), items: searchEntries(typed.trim(), t) },
  ];
  return entries
    .map((group) => ({ ...group, items: group.items.slice(0, MOST_SHOWN) }))
    .filter(({ items }) => items.length > 0);
}

function addressEntries(needle: string, tail: string, t: Words<'chrome'>): Entry[] {
  const address = normaliseAddress(needle);
  if (address === null) return [];
  if (address.includes('/')) {
    const search = new URLSearchParams(tail);
    search.set('ip', address);
    const text = t('palette.sourcesIn', { address });
    return [{ href: `/sources?${search}`, text, words: '' }];
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

function groupEntries(groups: PalettePlaces['groups'], tail: string): Entry[] {
  return groups.map(({ name }) => {
    const search = new URLSearchParams(withoutScope(tail));
    search.set('group', name);
    return { href: `/?${search}`, text: name, words: '' };
  });
}

function pageEntries(tail: string, t: Words<'chrome'>): Entry[] {
  return NAV.flatMap(({ group, items }) =>
    items.map(({ href, name }) => ({
      href: href === '/settings' ? href : href + tail,
      text: t(`nav.${name}`),
      words: t(`nav.${group}`),
    })),
  );
}

/** Shown by their own names, and found by English ones too: who cannot read the page types those. */
function languageEntries(t: Words<'chrome'>): Entry[] {
  return LOCALES.map((locale) => {
    const words = t(`palette.words.${locale}`);
    return { href: `#${locale}`, text: LOCALE_NAMES[locale], words, locale };
  });
}

function searchEntries(typed: string, t: Words<'chrome'>): Entry[] {
  if (typed === '') return [];
  const q = new URLSearchParams({ q: typed });
  const text = t('palette.reportsNaming', { words: typed });
  return [{ href: `/reports?${q}`, text, words: typed }];
}

function withoutScope(tail: string) {
  const search = new URLSearchParams(tail);
  search.delete('d');
  search.delete('group');
  return search.size > 0 ? `?${search}` : '';
}
