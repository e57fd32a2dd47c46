import { join, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { isNamed, type NameScope } from './name-scope.ts';
import { ofVerdicts } from './where.ts';

/** What one report says in all about the policies that are meant: the relation `sums` of `tls_report AS t`. */
export function sessionsOf(scope: NameScope): Sql {
  return sql`SELECT coalesce(sum(p.successful_sessions), 0)::float8 AS successful,
      coalesce(sum(p.failed_sessions), 0)::float8 AS failed,
      coalesce(array_agg(DISTINCT p.domain) FILTER (WHERE p.domain IS NOT NULL), '{}') AS domains,
      coalesce(array_agg(DISTINCT p.type), '{}') AS types
    FROM tls_policy AS p WHERE p.tls_report_id = t.id AND ${isNamed(scope, sql`p.domain`)}`;
}

/** Whether `tls_report AS t` is meant: by its policies' domains, its middle's UTC day, its sender. */
export function isTlsMeant(scope: NameScope, filter: Filter, { from, to }: Span): Sql {
  const middle = sql`(t.begin_at + (t.end_at - t.begin_at) / 2)`;
  const conditions = [
    isTlsVisible(scope),
    sql`t.end_at >= ${midnight(from)}`,
    sql`${middle} >= ${midnight(from)} AND ${middle} < ${midnight(to)} + INTERVAL '1 day'`,
    ...ofVerdicts(filter, sql`t.verdict`),
  ];
  return join(conditions, ' AND ');
}

/** Whether `tls_report AS t` is about a domain of the scope; one about none is for who sees all. */
export function isTlsVisible(scope: NameScope): Sql {
  const meant = sql`EXISTS (SELECT FROM tls_policy AS p
    WHERE p.tls_report_id = t.id AND ${isNamed(scope, sql`p.domain`)})`;
  if (scope.only !== null) return meant;
  return sql`(${meant} OR NOT EXISTS (SELECT FROM tls_policy AS p WHERE p.tls_report_id = t.id))`;
}

function midnight(day: string) {
  return sql`(${day}::date::timestamp AT TIME ZONE 'UTC')`;
}
