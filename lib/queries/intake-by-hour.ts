import { db, sql } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { requireMailAccess } from './require-mail-access.ts';

/** One hour: the reports of all kinds that were new in it, and the mails that could not be read. */
export type IntakeHour = {
  /** The UTC hour, as `2026-11-24T10`. */
  hour: string;
  reports: number;
  refused: number;
};

const HOURS = 7 * 24;

/** What was taken in during the last seven days, hour by hour, silent hours too. */
export async function intakeByHour(viewer: Viewer, now = new Date()): Promise<IntakeHour[]> {
  requireMailAccess(viewer);
  return await db().$queryRaw<IntakeHour[]>(sql`
    WITH hours AS (
      SELECT generate_series(
        date_trunc('hour', ${now}::timestamptz, 'UTC') - make_interval(hours => ${HOURS - 1}::int),
        date_trunc('hour', ${now}::timestamptz, 'UTC'), INTERVAL '1 hour') AS hour
    ), taken AS (
      SELECT date_trunc('hour', m.created_at, 'UTC') AS hour,
        count(*) FILTER (WHERE i.outcome = 'stored') AS reports,
        count(DISTINCT m.id) FILTER (WHERE i.outcome = 'refused') AS refused
      FROM message AS m JOIN message_item AS i ON i.message_id = m.id
      WHERE m.created_at >= (SELECT min(hour) FROM hours) GROUP BY 1
    )
    SELECT to_char(hours.hour AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24') AS hour,
      coalesce(reports, 0)::int AS reports, coalesce(refused, 0)::int AS refused
    FROM hours LEFT JOIN taken USING (hour) ORDER BY hours.hour`);
}
