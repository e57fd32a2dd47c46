import type { SourceGroup } from './source-groups.ts';

/** By what a list of groups can be sorted. */
const KEYS: Readonly<Record<string, (group: SourceGroup) => number | string>> = {
  messages: ({ messages }) => messages,
  compliance: ({ passed, messages }) => (messages === 0 ? 0 : passed / messages),
  addresses: ({ addresses }) => addresses,
  domains: ({ domains }) => domains.length,
  first: ({ firstDay }) => firstDay,
  last: ({ lastDay }) => lastDay,
  name: ({ name }) => name ?? '',
};

/** The order that a URL asks for, `-` in front for the largest first; by messages for any other. */
export function groupSortOf(sort: string | null): string {
  return sort !== null && Object.hasOwn(KEYS, sort.replace('-', '')) ? sort : '-messages';
}

/** Groups in that order; equals stay as they were, those with most messages first. */
export function sortGroups(groups: readonly SourceGroup[], sort: string | null): SourceGroup[] {
  const order = groupSortOf(sort);
  const keyOf = KEYS[order.replace('-', '')];
  if (!keyOf) return [...groups];
  const turn = order.startsWith('-') ? -1 : 1;
  return groups.toSorted((a, b) => turn * compare(keyOf(a), keyOf(b)));
}

function compare(a: number | string, b: number | string) {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en');
}
