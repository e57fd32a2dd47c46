import type { PoolClient } from 'pg';

/**
 * The condition that a row of `report` tells of a month whose records retention took away. What such
 * a report adds to the roll-up cannot be told from the rest any more, so it may be neither taken out
 * nor put in again.
 */
export function recordsGone(report: string): string {
  return `EXISTS (SELECT FROM dropped_month AS gone WHERE gone.domain_id = ${report}.domain_id
    AND gone.month BETWEEN date_trunc('month', ${report}.begin_at AT TIME ZONE 'UTC')::date
      AND (${report}.end_at AT TIME ZONE 'UTC')::date)`;
}

/** Whether this is so of the report with this id. */
export async function haveRecordsGone(tx: PoolClient, reportId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT FROM report WHERE id = $1 AND ${recordsGone('report')}`,
    [reportId],
  );
  return rowCount === 1;
}
