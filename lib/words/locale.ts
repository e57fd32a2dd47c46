/** The languages that all words exist in. */
export const LOCALES = ['en', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];

/** Each language by its own name: who looks for theirs cannot read the others. */
export const LOCALE_NAMES = { en: 'English', ja: '日本語' } as const satisfies Record<
  Locale,
  string
>;

/**
 * The language to speak: the one chosen by hand, else the browser's most wanted that exists (RFC 9110
 * §12.5.4), else English.
 */
export function localeOf(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const chosen = LOCALES.find((locale) => locale === cookie);
  return chosen ?? mostWanted(acceptLanguage ?? '') ?? 'en';
}

function mostWanted(acceptLanguage: string): Locale | null {
  const wanted = acceptLanguage
    .split(',')
    .map(parseRange)
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  for (const { language } of wanted) {
    const found = LOCALES.find((locale) => locale === language);
    if (found) return found;
  }
  return null;
}

/** `ja-JP;q=0.8` is Japanese of quality 0.8; a quality that is no number is none. */
function parseRange(range: string) {
  const [tag = '', ...parameters] = range
    .trim()
    .toLowerCase()
    .split(/\s*;\s*/);
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  return { language: tag.split('-')[0], quality: Number.isNaN(quality) ? 0 : quality };
}
