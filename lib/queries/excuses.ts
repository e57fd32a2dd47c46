import { sql } from '#lib/db/client';
import type { DayRelation } from './divided-days.ts';
import { NO_ADDRESS } from './source-sums.ts';

/**
 * Failing mail for whose treatment receivers gave reasons, as `r` (domain_id, day, reporter_id,
 * source_ip, outcome, disposition, requested, reasons and `messages` as float8).
 */
export const EXCUSES: DayRelation = {
  held: sql`
    SELECT r.domain_id, r.day, r.reporter_id, r.source_ip, r.outcome, r.disposition, r.requested,
      r.reasons, r.messages::float8 AS messages
    FROM daily_excuse AS r`,
  ofRecords: (where) => sql`
    SELECT r.domain_id, r.day, r.reporter_id, coalesce(r.source_ip, ${NO_ADDRESS}) AS source_ip,
      r.outcome, r.disposition, r.requested, r.reasons, r.count::float8 AS messages
    FROM record AS r WHERE ${where} AND r.outcome <> 'passed' AND r.reasons IS NOT NULL`,
};
