import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CountryResponse, Reader } from 'mmdb-lib';

/** Where registries and routing say that an address belongs (CC0, inside the npm package). */
const FILE = 'node_modules/@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb';

/** The shape of this database, which is flatter than the reader's own types know. */
type Row = CountryResponse & { country_code?: string };

/**
 * The country (ISO 3166-1 alpha-2) in which an address is registered, which need not be where the
 * sender sits. The file is read when first asked; null for what it does not know.
 */
export function countryOf(ip: string): string | null {
  reader ??= new Reader<Row>(readFileSync(join(process.cwd(), FILE)));
  const code = reader.get(ip)?.country_code ?? null;
  return code !== null && /^[A-Z]{2}$/.test(code) ? code : null;
}

let reader: Reader<Row> | undefined;
