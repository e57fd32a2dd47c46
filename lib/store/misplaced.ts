import { outranks, VERDICTS } from '#lib/report/authenticity';
import { recordsGone } from './dropped-month.ts';
import type { ReportTable } from './place.ts';

/**
 * For each table of reports the condition that its row `p` does not stand as it should, given the
 * verdicts that count as `$1`. Of an identity counts the surest that may count, of equals the one
 * that came first: what `placeReports` arrives at, mail by mail, said of all rows at once. A report
 * whose records retention took away stays as it was decided: its share of the sums is not known.
 */
export const MISPLACED = {
  report: `${misplaced('report')} AND NOT ${recordsGone('p')}`,
  tls_report: misplaced('tls_report'),
  failure_report: misplaced('failure_report'),
} as const satisfies Record<ReportTable<never>['name'], string>;

function misplaced(table: string) {
  const mayCount = (row: string) => `${row}.verdict = ANY($1::verdict[])`;
  return `p.counted <> (${mayCount('p')} AND NOT EXISTS (
    SELECT FROM ${table} AS o WHERE o.identity = p.identity AND o.id <> p.id
      AND ${mayCount('o')} AND ${place('o')} < ${place('p')}))`;
}

/** The order of those that share an identity: the surest sender first, then as they came. */
function place(row: string) {
  const ranks = VERDICTS.map((verdict) => {
    const surer = VERDICTS.filter((other) => outranks(other, verdict)).length;
    return `WHEN '${verdict}' THEN ${surer}`;
  });
  return `(CASE ${row}.verdict ${ranks.join(' ')} END, coalesce(${row}.message_id, 0), ${row}.id)`;
}
