import { type Filter, filterToSearch } from '#lib/filter/filter';
import type { PageEndpoint } from './page-endpoints.ts';

/** What a shell must know first. */
export const TOKEN_COMMAND = 'export TOKEN=dmr_…';

/** The address of an endpoint with a page's question, as its filter spells it. */
export function addressOf({ endpoint, path, own }: PageEndpoint, filter: Filter): string {
  const stated = endpoint.filtered ? filterToSearch(filter, { view: 'chart' }) : '';
  const rest = new URLSearchParams(own).toString();
  const search = [stated.replace(/^\?/, ''), rest].filter((part) => part !== '').join('&');
  return search === '' ? path : `${path}?${search}`;
}

/**
 * A command for a shell. Reporters choose their names, and a name may stand in a filter: an apostrophe
 * is escaped, so that nothing of an address leaves its quotes.
 */
export function curlCommand(address: string, { isFile = false } = {}): string {
  const options = isFile ? '-sSfOJ' : '-sS';
  return `curl ${options} -H "Authorization: Bearer $TOKEN" '${address.replaceAll("'", '%27')}'`;
}
