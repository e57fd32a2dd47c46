import { type Snapshot, type Sql, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import { suspectedOf } from './class-of-source.ts';
import { askClassedMonths, type Classed, ofMonth } from './classed-months.ts';
import { NO_ADDRESS } from './source-sums.ts';
import type { Scope } from './where.ts';

/**
 * Asks what the mail of a filter that failed says of itself: `ask` is given a relation of `SAME`, spoof,
 * reporter_id, messages as float8, first_ip and last_ip, and a client to ask it with. Months that a job
 * has added up come from `daily_failure`, whose rows of a day lie together; all others from their
 * records, which lie between those that passed.
 */
export async function askFailures<T>(
  scope: Scope,
  filter: Filter,
  span: Span,
  ask: (tx: Snapshot, failures: Sql) => Promise<T>,
): Promise<T> {
  return await askClassedMonths(scope, filter, span, FAILURES, ask);
}

/** Mail that agrees in these says the same to a diagnosis. */
export const SAME: Sql = sql`domain_id, auth_set_id, header_from, dkim_aligned, spf_aligned,
  disposition, requested, reasons, policy_adkim, policy_aspf`;

export const FAILED: Sql = sql`r.outcome <> 'passed'`;

const FAILURES: Classed = {
  held: (where) => sql`
    SELECT ${SAME}, spoof, reporter_id, messages::float8 AS messages, first_ip, last_ip
    FROM daily_failure AS r WHERE ${where}`,
  ofRecords: (domainIds, where) => saysOfRecords(domainIds, sql`${where} AND ${FAILED}`),
};

/** The same of the records that a condition over `r` means, whether they failed or not. */
export function saysOfRecords(domainIds: readonly number[], where: Sql): Sql {
  return grouped(domainIds, where, SAME);
}

/** The rows of `daily_failure`, but for their numbers, of the records that a condition means. */
export function failuresOfRecords(domainIds: readonly number[], where: Sql): Sql {
  return grouped(domainIds, sql`${where} AND ${FAILED}`, sql`day, outcome, ${SAME}`);
}

/** The same of a domain's month (`2026-10`). */
export function failuresOfMonth(domainId: number, month: string): Sql {
  return failuresOfRecords([domainId], ofMonth([domainId], month));
}

function grouped(domainIds: readonly number[], where: Sql, by: Sql): Sql {
  return sql`
    WITH ${suspectedOf(domainIds)}
    SELECT ${by}, ((r.domain_id, coalesce(r.source_ip, ${NO_ADDRESS}))
        IN (SELECT domain_id, source_ip FROM suspected)) IS TRUE AS spoof,
      reporter_id, sum(r.count)::float8 AS messages, min(r.source_ip) AS first_ip,
      max(r.source_ip) AS last_ip
    FROM record AS r JOIN ${MODES} AS p ON p.id = r.report_id
    WHERE ${where} AND r.count > 0 GROUP BY ${by}, spoof, reporter_id`;
}

/** Only the columns that \`record\` has not, so that no name is meant twice. */
const MODES = sql`(SELECT id, policy_adkim, policy_aspf FROM report)`;
