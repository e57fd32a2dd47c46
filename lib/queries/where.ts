import { db, join, type Sql, sql } from '#lib/db/client';
import type { Choice } from '#lib/filter/choice';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { askedDomains } from './asked-domains.ts';

/** The domains a question is about, by id; `demo` when they are the demo's. */
export type Scope = { domainIds: number[]; demo: boolean };

/**
 * The domains that a filter names, or all, as far as the viewer may see them. Demo domains count
 * only where there is no real one, so that the two never meet in a total (PRODUCT 3.2).
 */
export async function scopeOf(viewer: Viewer, filter: Filter): Promise<Scope> {
  const asked = await askedDomains(viewer, filter);
  const visible = await db().domain.findMany({
    where: {
      ...(viewer.domains !== 'all' && { id: { in: [...viewer.domains] } }),
      ...(asked && { name: { in: asked } }),
    },
    select: { id: true, isDemo: true },
    orderBy: { id: 'asc' },
  });
  const real = visible.filter(({ isDemo }) => !isDemo);
  const chosen = real.length > 0 ? real : visible;
  return { domainIds: chosen.map(({ id }) => id), demo: real.length === 0 && chosen.length > 0 };
}

/**
 * Where the messages of a filter are counted: in the roll-up `daily`, or in `record` when a
 * condition needs what only a record knows. Both are called `r` and share the columns that
 * `whereRecord` and `tally` use, so that either way gives the same sums.
 */
export function countedIn(filter: Filter): { table: Sql; count: Sql } {
  return isRolledUp(filter)
    ? { table: sql`daily AS r`, count: sql`r.messages` }
    : { table: sql`record AS r`, count: sql`r.count` };
}

/** Whether a filter means whole reports: it narrows domains, days and senders, and no records. */
export function isWhole(filter: Filter): boolean {
  const { outcomes, disposition } = filter;
  const stated = outcomes.values.length + disposition.values.length;
  return stated === 0 && !needsRecords(filter);
}

/** Whether a filter asks only for what the roll-up knows. */
export function isRolledUp(filter: Filter): boolean {
  return filter.verdicts.values.length === 0 && !needsRecords(filter);
}

function needsRecords({ reporters, headerFrom, ip, q }: Filter): boolean {
  return reporters.values.length + headerFrom.values.length > 0 || ip !== null || q !== null;
}

/** The condition on a report's sender, over its column `verdict`; none where any will do. */
export function ofVerdicts({ verdicts }: Filter, column: Sql): Sql[] {
  return chosen(verdicts, column, sql`::verdict[]`);
}

/** The condition of a filter over `r`: the table that `countedIn` names, or `record` in any case. */
export function whereRecord(scope: Scope, filter: Filter, span: Span): Sql {
  const conditions = [
    sql`r.domain_id = ANY(${scope.domainIds}::int[])`,
    whereDays(filter, span),
    ...(isRolledUp(filter) ? [] : onlyRecords(filter)),
  ];
  return join(conditions, ' AND ');
}

/** The part of it that says nothing of domains, and that any roll-up by days can tell. */
export function whereDays(filter: Filter, { from, to }: Span): Sql {
  return join([sql`r.day BETWEEN ${from}::date AND ${to}::date`, ...ofKinds(filter)], ' AND ');
}

/** The part of that which says what became of the mail. */
export function ofKinds({ outcomes, disposition }: Filter): Sql[] {
  return [
    ...chosen(outcomes, sql`r.outcome`, sql`::outcome[]`),
    ...chosen(disposition, sql`r.disposition`, sql`::disposition[]`),
  ];
}

function onlyRecords(filter: Filter): Sql[] {
  const { reporters, headerFrom, ip, q } = filter;
  return [
    ...ofSenders(filter),
    ...ofReporters(reporters, sql`r.reporter_id`),
    ...chosen(headerFrom, sql`r.header_from`, sql`::text[]`),
    ...(ip === null ? [] : [sql`r.source_ip <<= ${ip}::inet`]),
    ...(q === null ? [] : [searched(q)]),
  ];
}

function ofSenders(filter: Filter): Sql[] {
  const [verdict] = ofVerdicts(filter, sql`verdict`);
  return verdict ? [sql`r.report_id IN (SELECT id FROM report WHERE ${verdict})`] : [];
}

/** Reporters are told apart without regard to case. */
function ofReporters({ not, values }: Choice, column: Sql): Sql[] {
  if (values.length === 0) return [];
  const keys = values.map((name) => name.toLowerCase());
  return [
    sql`${column} ${not ? sql`NOT IN` : sql`IN`}
      (SELECT id FROM reporter WHERE name_key = ANY(${keys}::text[]))`,
  ];
}

/** A search: the start of an address, a part of a name, or a report's id as a whole. */
function searched(text: string): Sql {
  const part = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(
    host(r.source_ip) LIKE ${part.slice(1)}
    OR r.header_from LIKE ${part}
    OR r.source_ip IN (SELECT ip FROM source WHERE ptr LIKE ${part})
    OR r.reporter_id IN (SELECT id FROM reporter WHERE name_key LIKE ${part})
    OR r.domain_id IN (SELECT id FROM domain WHERE name LIKE ${part})
    OR r.report_id IN (SELECT id FROM report WHERE report_id = ${text} OR uid::text = ${text}))`;
}

function chosen({ not, values }: Choice, column: Sql, type: Sql): Sql[] {
  if (values.length === 0) return [];
  return [not ? sql`${column} <> ALL(${values}${type})` : sql`${column} = ANY(${values}${type})`];
}
