import { db, type Snapshot, type Sql, sql } from '#lib/db/client';
import { EVERY_DOMAIN } from '#lib/db/names';
import { addDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { isRolledUp, isWhole, type Scope } from './where.ts';

/** Longer than any question takes; the statement's own time limit is Postgres' affair. */
const MOST_MS = 10 * 60_000;

/** What of a question sums can answer, and what records must. */
export type SummedParts = { summed: Summed[]; unsummed: Unsummed[] };

/**
 * `traits`: from `source_trait`, too. `together`: one sum of all domains may stand for each of them.
 * `byAddress`: who asks heeds the address of a filter itself, which sums know, too.
 */
type Manner = { traits: boolean; together: boolean; byAddress?: boolean };

/**
 * Tells `ask` which months of a filter come from the sums that a job has made, which are those that are of now and of whose mail the period holds all; records
 * are to be read for all other months, and where a filter asks for what only they know. Which it is
 * and what is there is seen by `tx` in one moment, so both always give the same numbers.
 */
export async function askSummedMonths<T>(
  scope: Scope,
  filter: Filter,
  span: Span,
  { traits, together, byAddress = false }: Manner,
  ask: (tx: Snapshot, parts: SummedParts) => Promise<T>,
): Promise<T> {
  const asked = byAddress ? { ...filter, ip: null } : filter;
  if (!isRolledUp(asked) || !isWhole(asked)) {
    const { from, to } = span;
    return await ask(db(), { summed: [], unsummed: [{ domainIds: scope.domainIds, from, to }] });
  }
  return await askOfMonths(async (tx) => {
    const months = await listMonths(tx, scope, span, traits);
    return await ask(tx, partsIn(together ? months : apart(months), span));
  });
}

/** The same for what is summed of a domain's month by what became of the mail, whatever a filter says of that. */
export async function askMonthSums<T>(
  scope: Scope,
  span: Span,
  ask: (tx: Snapshot, parts: SummedParts) => Promise<T>,
): Promise<T> {
  return await askOfMonths(async (tx) => {
    const months = await listMonths(tx, scope, span, false);
    return await ask(tx, partsIn(apart(months), span));
  });
}

function apart(months: readonly Month[]): Month[] {
  return months.map((month) => ({ ...month, together: false }));
}

function partsIn(months: readonly Month[], span: Span): SummedParts {
  return { summed: summed(months), unsummed: unsummed(months, span) };
}

/** What was added up, and what it was made from, as one moment saw them. */
export async function askOfMonths<T>(ask: (tx: Snapshot) => Promise<T>): Promise<T> {
  return await db().$transaction(ask, { isolationLevel: 'RepeatableRead', timeout: MOST_MS });
}

/** A month of the period: `together` where one sum of all domains says it all. */
type Month = {
  first: string;
  last: string;
  together: boolean;
  summed: number[];
  unsummed: number[];
};

/** Which domains' sums tell each month as it is now. */
async function listMonths(tx: Snapshot, scope: Scope, { from, to }: Span, traits: boolean) {
  const { domainIds } = scope;
  return await tx.$queryRaw<Month[]>(sql`
    WITH asked AS (
      SELECT month::date, id FROM unnest(${domainIds}::int[]) AS id
      CROSS JOIN generate_series(date_trunc('month', ${from}::timestamp), ${to}::timestamp,
        '1 month') AS month
    ), known AS (
      SELECT s.domain_id, s.month FROM summed_month AS s
      WHERE s.month BETWEEN date_trunc('month', ${from}::timestamp)::date AND ${to}::date
        AND (s.traits OR NOT ${traits}) AND s.first_day >= ${from}::date AND s.last_day <= ${to}::date
        AND ${IS_OF_NOW}
    ), everybody AS (SELECT ${meansEverybody(scope)} AS asked)
    SELECT to_char(a.month, 'YYYY-MM-DD') AS first,
      to_char(a.month + INTERVAL '1 month' - INTERVAL '1 day', 'YYYY-MM-DD') AS last,
      (SELECT asked FROM everybody) AND EXISTS (SELECT FROM known AS k
        WHERE k.month = a.month AND k.domain_id = ${EVERY_DOMAIN}) AS together,
      coalesce(array_agg(a.id ORDER BY a.id) FILTER (WHERE k.month IS NOT NULL), '{}') AS summed,
      coalesce(array_agg(a.id ORDER BY a.id) FILTER (WHERE k.month IS NULL), '{}') AS unsummed
    FROM asked AS a LEFT JOIN known AS k ON k.month = a.month AND k.domain_id = a.id
    GROUP BY a.month ORDER BY a.month`);
}

/** Whether a row of `summed_month AS s` tells its month as it is now; that of all domains, if none has changed. */
export const IS_OF_NOW: Sql = sql`
  NOT EXISTS (SELECT FROM changed_month AS c WHERE c.month = s.month
    AND (c.domain_id = s.domain_id OR (s.domain_id = ${EVERY_DOMAIN}
      AND c.domain_id IN (SELECT id FROM domain WHERE NOT is_demo))))`;

/** Whether a question is about all real domains that there are. */
export function meansEverybody({ domainIds, demo }: Scope): Sql {
  return sql`NOT ${demo}::boolean AND NOT EXISTS (SELECT FROM domain
    WHERE NOT is_demo AND id <> ALL(${domainIds}::int[]))`;
}

export type Summed = { domainIds: number[]; months: string[] };

function summed(months: readonly Month[]): Summed[] {
  return monthsOf(
    months.map(({ first, together, summed: domainIds }) => ({
      ...{ first, domainIds: together ? [EVERY_DOMAIN] : domainIds },
    })),
  );
}

/** Months of the same domains are one part of a question; months of none are no part. */
export function monthsOf(months: readonly Omit<MonthOfDomains, 'last'>[]): Summed[] {
  const parts = new Map<string, Summed>();
  for (const { first, domainIds } of months) {
    if (domainIds.length === 0) continue;
    const part = parts.get(`${domainIds}`) ?? { domainIds, months: [] };
    part.months.push(first);
    parts.set(`${domainIds}`, part);
  }
  return [...parts.values()];
}

export type Unsummed = Span & { domainIds: number[] };

function unsummed(months: readonly Month[], span: Span): Unsummed[] {
  const open = months.filter(({ together }) => !together);
  return partsOf(
    open.map(({ first, last, unsummed: domainIds }) => ({ first, last, domainIds })),
    span,
  );
}

/** A month by its first and last day, and some domains. */
export type MonthOfDomains = { first: string; last: string; domainIds: number[] };

/** Neighbouring months of the same domains are one part of a question; months of none are no part. */
export function partsOf(months: readonly MonthOfDomains[], { from, to }: Span): Unsummed[] {
  const parts: Unsummed[] = [];
  for (const { first, last, domainIds } of months) {
    if (domainIds.length === 0) continue;
    const end = last < to ? last : to;
    const before = parts.at(-1);
    const goesOn = before?.to === addDays(first, -1) && `${before.domainIds}` === `${domainIds}`;
    if (goesOn) before.to = end;
    else parts.push({ domainIds, from: first > from ? first : from, to: end });
  }
  return parts;
}
