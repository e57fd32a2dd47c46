import { db, type Sql, sql } from '#lib/db/client';
import { beyondWall } from '#lib/db/wall';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { askedDomains } from './asked-domains.ts';

/**
 * The domains that a question about TLS or failure reports is about, by name: these reports name
 * domains of which no aggregate report may have been. `only` is null for all but those in `not`.
 */
export type NameScope = { only: string[] | null; not: string[] };

/** As `scopeOf` decides for aggregate reports: what is asked for, may be seen, and is not the demo's. */
export async function nameScopeOf(viewer: Viewer, filter: Filter | null): Promise<NameScope> {
  // A name below one of theirs may be a domain of somebody else's: all must be known to leave it out.
  const known = await beyondWall(() =>
    db().domain.findMany({ select: { id: true, name: true, isDemo: true } }),
  );
  const { domains } = viewer;
  const granted = known.filter(({ id }) => domains === 'all' || domains.includes(id));
  const asked = filter && (await askedDomains(viewer, filter));
  if (asked) {
    const names = granted.map(({ name }) => name);
    return butNot(domains === 'all' ? asked : asked.filter((name) => names.includes(name)), known);
  }
  const hasReal = granted.some(({ isDemo }) => !isDemo);
  // One report, by its link, is shown whether or not it is the demo's.
  const chosen = filter === null ? granted : granted.filter(({ isDemo }) => isDemo !== hasReal);
  if (domains !== 'all' || (filter !== null && !hasReal && chosen.length > 0)) {
    return butNot(
      chosen.map(({ name }) => name),
      known,
    );
  }
  const demo = known.filter(({ isDemo }) => isDemo && filter !== null && hasReal);
  return { only: null, not: demo.map(({ name }) => name) };
}

/** A name belongs to the longest known domain it ends in: the others are not meant. */
function butNot(only: string[], known: readonly { name: string }[]): NameScope {
  return { only, not: known.map(({ name }) => name).filter((name) => !only.includes(name)) };
}

/** Whether a name is one of the scope's. */
export function isNamed({ only, not }: NameScope, name: Sql): Sql {
  if (only !== null) return sql`${name} = ANY(${only}::text[])`;
  return sql`(${name} IS NULL OR ${name} <> ALL(${not}::text[]))`;
}

/** Whether a name is one of the scope's, or below one. */
export function isNamedOrBelow({ only, not }: NameScope, name: Sql): Sql {
  if (only !== null)
    return sql`(${isBelow(only, name)} AND NOT ${isBelow(notAbove(not, only), name)})`;
  return sql`(${name} IS NULL OR NOT ${isBelow(not, name)})`;
}

function isBelow(names: readonly string[], name: Sql) {
  const below = names.map((one) => `%.${one.replace(/[\\%_]/g, '\\$&')}`);
  return sql`(${name} = ANY(${[...names]}::text[]) OR ${name} LIKE ANY(${below}::text[]))`;
}

/** Of the names that are not meant those that lie below one that is. */
function notAbove(not: readonly string[], only: readonly string[]) {
  return not.filter((name) => only.some((above) => name.endsWith(`.${above}`)));
}
