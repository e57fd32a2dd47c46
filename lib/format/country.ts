import type { Locale } from '#lib/words/locale';

const NAMES = {
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }),
  ja: new Intl.DisplayNames('ja', { type: 'region', fallback: 'code' }),
} as const satisfies Record<Locale, Intl.DisplayNames>;

/** A country's name in a language, by its code (ISO 3166-1 alpha-2). */
export function countryName(code: string, locale: Locale): string {
  return NAMES[locale].of(code) ?? code;
}
