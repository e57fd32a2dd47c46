import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { dataset } from './dataset.ts';
import {
  FAILURE_REPORT_ROW,
  type FailureReportRow,
  isFailureMeant,
  requireFailures,
  toFailureRow,
} from './failure-report-list.ts';
import { nameScopeOf } from './name-scope.ts';
import { streamRows } from './stream-rows.ts';
import { unicodeName } from './unicode-name.ts';

/** The dataset `failure-reports`: each one that counts; what is personal in it is masked, as on pages. */
export const FAILURE_REPORTS = dataset<FailureReportRow>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'report_uid', value: (row) => row.uid, doc: 'Our id of the failure report' },
    { name: 'received_at_utc', value: (row) => row.receivedAt, doc: 'When it reached us' },
    {
      name: 'arrived_at_utc',
      value: (row) => row.arrivedAt,
      doc: 'When the mail came that failed',
    },
    { name: 'domain', value: (row) => row.domain, doc: 'Domain it is about, A-label' },
    { name: 'source_ip', value: (row) => row.ip, doc: 'Address that sent the mail, RFC 5952' },
    { name: 'source_ptr', value: (row) => row.ptr, doc: 'Its name in DNS' },
    { name: 'auth_failure', value: (row) => row.authFailure, doc: 'What failed, RFC 6591 §3.2' },
    { name: 'delivery_result', value: (row) => row.deliveryResult, doc: 'What became of the mail' },
    { name: 'reporter', value: (row) => row.reporter, doc: 'Mail server or domain that says so' },
    { name: 'subject_masked', value: (row) => row.subject, doc: 'First letters and lengths alone' },
    { name: 'incidents', value: (row) => row.incidents, doc: 'Mails that it stands for' },
    { name: 'sender_verdict', value: (row) => row.verdict, doc: 'How sure it is who sent it' },
    { name: 'sender_domain', value: (row) => row.signer, doc: 'The domain that vouches for it' },
    { name: 'domain_unicode', value: (row) => unicodeName(row.domain), doc: 'The domain, U-label' },
  ],
  listFailures,
);

async function* listFailures(
  viewer: Viewer,
  filter: Filter,
  now: Date,
): AsyncGenerator<FailureReportRow[]> {
  requireFailures(viewer);
  const scope = await nameScopeOf(viewer, filter);
  const isMeant = isFailureMeant(scope, filter, resolvePeriod(filter.period, now));
  const stream = streamRows<FailureReportRow>(sql`
    SELECT ${FAILURE_REPORT_ROW} FROM failure_report AS f
    WHERE f.counted AND ${isMeant} ORDER BY f.received_at, f.uid`);
  for await (const rows of stream) yield rows.map(toFailureRow);
}
