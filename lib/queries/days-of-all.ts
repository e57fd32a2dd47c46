import { db, join, type Snapshot, type Sql, sql } from '#lib/db/client';
import { EVERY_DOMAIN } from '#lib/db/names';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { askOfMonths, IS_OF_NOW, meansEverybody, partsOf, type Unsummed } from './summed-months.ts';
import { countedIn, isRolledUp, type Scope, whereDays, whereRecord } from './where.ts';

/**
 * Asks what was reported day by day: `ask` is given a relation `r` (domain_id, day, outcome, disposition,
 * dkim_aligned, spf_aligned, messages), and a client to ask it with. Where all domains are meant, a month
 * comes from the sum of all of them, which stands under `EVERY_DOMAIN`, while that is of now.
 */
export async function askVolumeDays<T>(
  scope: Scope,
  filter: Filter,
  span: Span,
  ask: (tx: Snapshot, days: Sql) => Promise<T>,
): Promise<T> {
  return await askOfAll(scope, filter, span, async (tx, parts) => {
    const days = parts.map((part) =>
      isOfAll(part) ? daysOfAll(filter, part) : daysOf(filter, part),
    );
    return await ask(tx, join(days, ' UNION ALL '));
  });
}

/** Divides a period into months of which one sum of all domains says it all, and those of each domain. */
export async function askOfAll<T>(
  scope: Scope,
  filter: Filter,
  span: Span,
  ask: (tx: Snapshot, parts: Unsummed[]) => Promise<T>,
): Promise<T> {
  const { domainIds } = scope;
  if (!isRolledUp(filter) || domainIds.length < 2) return await ask(db(), [{ ...span, domainIds }]);
  return await askOfMonths(async (tx) => {
    const months = await listMonths(tx, scope, span);
    const parts = months.map(({ first, last, together }) => ({
      ...{ first, last, domainIds: together ? [EVERY_DOMAIN] : domainIds },
    }));
    return await ask(tx, partsOf(parts, span));
  });
}

/** Whether a part of a period is told by the sum of all domains. */
export function isOfAll({ domainIds }: Unsummed): boolean {
  return domainIds[0] === EVERY_DOMAIN;
}

function daysOfAll(filter: Filter, span: Span): Sql {
  return sql`
    SELECT ${EVERY_DOMAIN}::int AS domain_id, r.day, r.outcome, r.disposition, r.dkim_aligned,
      r.spf_aligned, r.messages
    FROM daily_of_all AS r WHERE ${whereDays(filter, span)}`;
}

function daysOf(filter: Filter, { domainIds, from, to }: Unsummed): Sql {
  const { table, count } = countedIn(filter);
  return sql`
    SELECT r.domain_id, r.day, r.outcome, r.disposition, r.dkim_aligned, r.spf_aligned,
      ${count} AS messages
    FROM ${table} WHERE ${whereRecord({ domainIds, demo: false }, filter, { from, to })}`;
}

type Month = { first: string; last: string; together: boolean };

async function listMonths(tx: Snapshot, scope: Scope, { from, to }: Span) {
  return await tx.$queryRaw<Month[]>(sql`
    SELECT to_char(month, 'YYYY-MM-DD') AS first,
      to_char(month + INTERVAL '1 month' - INTERVAL '1 day', 'YYYY-MM-DD') AS last,
      ${meansEverybody(scope)} AND EXISTS (SELECT FROM summed_month AS s
        WHERE s.domain_id = ${EVERY_DOMAIN} AND s.month = asked.month::date AND ${IS_OF_NOW}) AS together
    FROM generate_series(date_trunc('month', ${from}::timestamp), ${to}::timestamp, '1 month')
      AS asked(month) ORDER BY month`);
}
