import type { Search } from '#lib/filter/filter';

/** By what the mail of a trend is told apart. */
export const LENSES = ['outcome', 'mechanism', 'class', 'domains'] as const;
/** A page about one domain, or one source, has no domains to compare. */
export const DOMAIN_LENSES = ['outcome', 'mechanism', 'class'] as const;
export const SOURCE_LENSES = ['outcome', 'mechanism'] as const;
export type Lens = (typeof LENSES)[number];

/** Reads `lens=`; what it does not know, or the page does not offer, counts as not given. */
export function parseLens(search: Search, offered: readonly Lens[] = LENSES): Lens {
  return offered.find((lens) => lens === search['lens']) ?? 'outcome';
}

/** The same as a parameter of a page's own path. */
export function lensInPath(lens: Lens): { lens: string | null } {
  return { lens: lens === 'outcome' ? null : lens };
}

/** The numbers of a trend as a file (volume.csv/route.ts). */
export const VOLUME_FILE = '/volume.csv';
