import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { dataset } from './dataset.ts';
import { wordList } from './multi-value.ts';
import { REPORT_ROW, type ReportRow } from './report-row.ts';
import { reportsIn } from './reports-in.ts';
import { streamRows } from './stream-rows.ts';
import { percentOf } from './tally-columns.ts';
import { unicodeName } from './unicode-name.ts';
import { scopeOf } from './where.ts';

type Row = ReportRow & {
  dialect: string;
  policySp: string | null;
  fileName: string | null;
  fileBytes: number;
  fileSha256: string;
  /** Of the report, as far as the filter means them. */
  meant: number;
  meantPassed: number;
};

/** The dataset `reports`: one line per report that counts. */
export const REPORTS = dataset<Row>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'report_uid', value: (row) => row.uid, doc: 'Our id of the report' },
    { name: 'domain', value: (row) => row.domain, doc: 'Policy domain, A-label' },
    { name: 'reporter_org', value: (row) => row.reporter, doc: 'Who sent the report' },
    { name: 'reporter_email', value: (row) => row.email, doc: 'Its contact' },
    { name: 'report_id', value: (row) => row.reportId, doc: 'Its own id; import as text' },
    { name: 'period_begin_utc', value: (row) => row.begin, doc: 'First instant it covers' },
    { name: 'period_end_utc', value: (row) => row.end, doc: 'Last instant it covers' },
    { name: 'received_at_utc', value: (row) => row.receivedAt, doc: 'When it reached us' },
    { name: 'record_count', value: (row) => row.records, doc: 'Records in the report' },
    { name: 'message_count', value: (row) => row.meant, doc: 'Messages that the filter means' },
    { name: 'passed', value: (row) => row.meantPassed, doc: 'Of these, passed DMARC' },
    {
      name: 'compliance_pct',
      value: ({ meant, meantPassed }) => percentOf({ messages: meant, passed: meantPassed }),
      doc: 'passed of message_count, 0 to 100',
    },
    { name: 'policy_p', value: (row) => row.policyP, doc: 'Published policy, as stated' },
    { name: 'policy_sp', value: (row) => row.policySp, doc: 'For subdomains' },
    { name: 'report_schema', value: (row) => row.dialect, doc: 'rfc7489 or rfc9990' },
    { name: 'flags', value: (row) => wordList(row.flags), doc: 'What is worth a look' },
    { name: 'file_name', value: (row) => row.fileName, doc: 'Name of the report file' },
    { name: 'file_bytes', value: (row) => row.fileBytes, doc: 'Its size, unpacked' },
    { name: 'file_sha256', value: (row) => row.fileSha256, doc: 'Its SHA-256, unpacked' },
    { name: 'sender_verdict', value: (row) => row.verdict, doc: 'How sure it is who sent it' },
    { name: 'sender_domain', value: (row) => row.signer, doc: 'The domain that vouches for it' },
    { name: 'domain_unicode', value: (row) => unicodeName(row.domain), doc: 'The domain, U-label' },
  ],
  listReports,
);

async function* listReports(
  viewer: Viewer,
  filter: Filter,
  now: Date,
  gone?: AbortSignal,
): AsyncGenerator<Row[]> {
  const scope = await scopeOf(viewer, filter);
  yield* streamRows<Row>(
    sql`
    SELECT ${REPORT_ROW}, p.dialect::text, p.policy_sp AS "policySp", p.file_name AS "fileName",
      p.original_bytes AS "fileBytes", encode(p.original_sha256, 'hex') AS "fileSha256",
      i.messages AS meant, i.passed AS "meantPassed"
    FROM (${reportsIn(scope, filter, resolvePeriod(filter.period, now))}) AS i
    JOIN report AS p ON p.id = i.report_id JOIN domain AS d ON d.id = p.domain_id
    ORDER BY p.begin_at, p.org_name COLLATE "C", p.uid`,
    gone,
  );
}
