const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** A country's English name, by its code (ISO 3166-1 alpha-2). */
export function countryName(code: string): string {
  return COUNTRIES.of(code) ?? code;
}
