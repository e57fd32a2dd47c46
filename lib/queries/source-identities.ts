import { db } from '#lib/db/client';
import type { SourceTraits } from './source-traits.ts';

/** The domains that passed DKIM and SPF, aligned or not, most messages first. */
export type Identities = { dkim: string[]; spf: string[] };

/** A source that shows more sets of results than that has no name that stands out. */
const MOST_SETS = 20;
const MOST_NAMES = 3;

/** As what sources authenticated, by the sets of results that they showed. */
export async function listIdentities(
  traits: Iterable<SourceTraits>,
): Promise<(sets: ReadonlyMap<string, number>) => Identities> {
  const ids = new Set([...traits].flatMap(({ sets }) => most(sets).map(([id]) => Number(id))));
  const found = await db().authSet.findMany({ where: { id: { in: [...ids] } } });
  const known = new Map(found.map(({ id, dkim, spf }) => [`${id}`, { dkim, spf }]));
  const named = (sets: ReadonlyMap<string, number>, mechanism: 'dkim' | 'spf') => {
    const sums = new Map<string, number>();
    for (const [id, messages] of most(sets)) {
      for (const name of passing(known.get(id)?.[mechanism])) {
        sums.set(name, (sums.get(name) ?? 0) + messages);
      }
    }
    return [...sums]
      .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .slice(0, MOST_NAMES)
      .map(([name]) => name);
  };
  return (sets) => ({ dkim: named(sets, 'dkim'), spf: named(sets, 'spf') });
}

function most(sets: ReadonlyMap<string, number>) {
  return [...sets].toSorted(([a, n], [b, m]) => m - n || Number(a) - Number(b)).slice(0, MOST_SETS);
}

/** The names in results as `auth_set` holds them; two signatures of one name are one. */
function passing(results: unknown): Set<string> {
  const names = new Set<string>();
  for (const one of Array.isArray(results) ? results : []) {
    if (one?.result === 'pass' && typeof one.domain === 'string') names.add(one.domain);
  }
  return names;
}
