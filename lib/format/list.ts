import type { Locale } from '#lib/words/locale';

/** Some things beside each other: `a, b, c`, in Japanese `a、b、c`. */
export function formatList(parts: readonly string[], locale: Locale): string {
  const type = locale === 'ja' ? 'conjunction' : 'unit';
  return new Intl.ListFormat(locale, { type }).format(parts);
}
