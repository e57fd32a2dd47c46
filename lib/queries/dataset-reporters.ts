import { dataset } from './dataset.ts';
import { wordList } from './multi-value.ts';
import { type ReporterFacts, reporterTable } from './reporter-table.ts';
import { percentOf } from './tally-columns.ts';

/** The dataset `reporters`: who reported, how much, on how many days and how late. */
export const REPORTERS = dataset<ReporterFacts>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'reporter_org', value: (row) => row.name, doc: 'Who sent the reports' },
    { name: 'report_count', value: (row) => row.reports, doc: 'Reports that count' },
    { name: 'message_count', value: (row) => row.messages, doc: 'Messages reported' },
    { name: 'passed', value: (row) => row.passed, doc: 'Passed DMARC' },
    { name: 'compliance_pct', value: percentOf, doc: 'passed of message_count, 0 to 100' },
    { name: 'days_reported', value: (row) => row.daysReported, doc: 'UTC days covered' },
    { name: 'lag_p50_seconds', value: (row) => row.lagP50Seconds, doc: 'Delay of half of them' },
    { name: 'lag_p95_seconds', value: (row) => row.lagP95Seconds, doc: 'Delay of most of them' },
    { name: 'last_period_end_utc', value: (row) => row.lastEnd, doc: 'End of the newest report' },
    { name: 'days_expected', value: (row) => row.daysExpected, doc: 'Days covered or to expect' },
    { name: 'missing_days', value: (row) => row.missingDays, doc: 'Silent for so long; or empty' },
    { name: 'overridden', value: (row) => row.overrides, doc: 'Treated more mildly than asked' },
    { name: 'inconsistent', value: (row) => row.inconsistent, doc: 'Verdict against own results' },
    { name: 'report_schemas', value: (row) => wordList(row.dialects), doc: 'rfc7489 or rfc9990' },
  ],
  async function* (viewer, filter, now) {
    yield (await reporterTable(viewer, filter, now)).rows;
  },
);
