import { db, join, type Snapshot, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { askMonthSums, type Summed, type Unsummed } from './summed-months.ts';
import { countedIn, isRolledUp, ofKinds, type Scope, whereRecord } from './where.ts';

/**
 * Asks what was reported of each domain, whichever day it was: `ask` is given a relation `r` (domain_id,
 * outcome, disposition, dkim_aligned, spf_aligned, messages), and a client to ask it with. Months that a
 * job has added up, and that lie in the period with all their mail, are a few rows each; days tell others.
 */
export async function askDomainMonths<T>(
  scope: Scope,
  filter: Filter,
  span: Span,
  ask: (tx: Snapshot, sums: Sql) => Promise<T>,
): Promise<T> {
  const { domainIds } = scope;
  if (!isRolledUp(filter)) return await ask(db(), daysOf(filter, { ...span, domainIds }));
  return await askMonthSums(scope, span, async (tx, { summed, unsummed }) => {
    const parts = [
      ...summed.map((part) => monthsOf(filter, part)),
      ...unsummed.map((part) => daysOf(filter, part)),
    ];
    return await ask(tx, join([sql`${MONTHLY} WHERE false`, ...parts], ' UNION ALL '));
  });
}

const COLUMNS = sql`r.domain_id, r.outcome, r.disposition, r.dkim_aligned, r.spf_aligned`;
const MONTHLY = sql`SELECT ${COLUMNS}, r.messages FROM monthly AS r`;

function monthsOf(filter: Filter, { domainIds, months }: Summed) {
  const where = [
    sql`r.domain_id = ANY(${domainIds}::int[]) AND r.month = ANY(${months}::date[])`,
    ...ofKinds(filter),
  ];
  return sql`${MONTHLY} WHERE ${join(where, ' AND ')}`;
}

function daysOf(filter: Filter, { domainIds, ...span }: Unsummed) {
  const { table, count } = countedIn(filter);
  const where = whereRecord({ domainIds, demo: false }, filter, span);
  return sql`SELECT ${COLUMNS}, ${count} AS messages FROM ${table} WHERE ${where}`;
}
