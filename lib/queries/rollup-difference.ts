/**
 * A domain's month (`2026-10`) of which a roll-up says other than what it was made from: `daily`,
 * `source_sum`, `source_trait` and what days divide into from records, `daily_class` and `daily_failure`
 * from records and verdicts, `daily_report` from reports; `first_seen` from `source_sum`; by month and of
 * all domains (`EVERY_DOMAIN`) from these roll-ups of days.
 */
export type RollupDifference = {
  table:
    | ('daily' | 'daily_report' | 'daily_class' | 'daily_failure' | 'source_sum' | 'source_trait')
    | ('daily_conduct' | 'daily_excuse' | 'daily_name' | 'first_seen')
    | ('monthly' | 'monthly_class' | 'monthly_policy' | 'daily_of_all' | 'daily_report_of_all');
  domain: string;
  domainId: number;
  month: string;
  /** How many rows of the roll-up are wrong, missing or too many, and the first day of such a row. */
  rows: number;
  firstDay: string;
  /** What the records add up to, or for `daily_report` the reports. */
  recordMessages: number;
  rollupMessages: number;
};
