import { type Sql, sql } from '#lib/db/client';
import type { Outcome } from '#lib/filter/vocabulary';
import type { Verdict } from '#lib/report/authenticity';
import { tally } from './metrics.ts';
import { OF_REPORT } from './reports-in.ts';

/** What is worth a look: another content of the same report, days shared out, repairs, copies. */
export type ReportFlag = 'conflict' | 'spread' | 'deviations' | 'duplicate-received';

/** A report as it stands in a list. */
export type ReportRow = {
  uid: string;
  domain: string;
  reporter: string;
  email: string | null;
  reportId: string;
  begin: Date;
  end: Date;
  receivedAt: Date;
  /** Of the report as a whole, whatever the filter. */
  messages: number;
  passed: number;
  records: number;
  /** All zero for a content that does not count: its records are in its original only. */
  byOutcome: Record<Outcome, number>;
  policyP: string | null;
  /** Whether it is part of the totals: one content of each report is. */
  counted: boolean;
  /** How sure we are who sent it, and the domain that vouches for the mail. */
  verdict: Verdict;
  signer: string | null;
  flags: ReportFlag[];
};

/** The select list of a ReportRow over `report AS p JOIN domain AS d`. */
export const REPORT_ROW: Sql = sql`
  p.uid::text, d.name AS domain, p.org_name AS reporter, p.email, p.report_id AS "reportId",
  p.begin_at AS begin, p.end_at AS end, p.received_at AS "receivedAt",
  p.message_count::float8 AS messages, p.pass_count::float8 AS passed, p.record_count AS records,
  (SELECT ${outcomesAsJson()} FROM (${recordSums()}) AS t) AS "byOutcome",
  p.policy_p AS "policyP", p.counted, p.verdict::text, p.signer, ${flags()} AS flags`;

function outcomesAsJson() {
  return sql`json_build_object('passed', t.passed, 'overridden', t.overridden,
    'quarantined', t.quarantined, 'rejected', t.rejected, 'delivered', t.delivered)`;
}

function recordSums() {
  return sql`SELECT ${tally(sql`r.count`)} FROM record AS r WHERE ${OF_REPORT}`;
}

function flags() {
  return sql`array_remove(ARRAY[
    CASE WHEN EXISTS (SELECT FROM report AS o WHERE o.identity = p.identity AND o.id <> p.id)
      THEN 'conflict' END,
    CASE WHEN p.spread THEN 'spread' END,
    CASE WHEN p.deviations <> '[]' THEN 'deviations' END,
    CASE WHEN EXISTS (
      SELECT FROM message_item AS i WHERE i.report_id = p.id AND i.outcome = 'duplicate')
      THEN 'duplicate-received' END], NULL)`;
}
