import { sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { dataset } from './dataset.ts';
import { wordList } from './multi-value.ts';
import { isNamed, nameScopeOf } from './name-scope.ts';
import { streamRows } from './stream-rows.ts';
import { isTlsMeant } from './tls-reports-in.ts';
import { unicodeName } from './unicode-name.ts';

type Row = {
  uid: string;
  policyNo: number;
  domain: string | null;
  reporter: string;
  contact: string | null;
  reportId: string;
  begin: Date;
  end: Date;
  receivedAt: Date;
  type: string;
  typeRaw: string;
  strings: string[];
  mxHosts: string[];
  successful: number;
  failed: number;
  verdict: string;
  signer: string | null;
};

/** The dataset `tls-sessions`: each policy of each TLS report that counts (RFC 8460). */
export const TLS_SESSIONS = dataset<Row>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'report_uid', value: (row) => row.uid, doc: 'Our id of the TLS report' },
    { name: 'policy_no', value: (row) => row.policyNo, doc: 'Place of the policy in its report' },
    { name: 'domain', value: (row) => row.domain, doc: 'Policy domain, A-label' },
    { name: 'reporter_org', value: (row) => row.reporter, doc: 'Who sent the report' },
    { name: 'reporter_contact', value: (row) => row.contact, doc: 'Its contact' },
    { name: 'report_id', value: (row) => row.reportId, doc: 'Its own id; import as text' },
    { name: 'period_begin_utc', value: (row) => row.begin, doc: 'First instant it covers' },
    { name: 'period_end_utc', value: (row) => row.end, doc: 'Last instant it covers' },
    { name: 'received_at_utc', value: (row) => row.receivedAt, doc: 'When it reached us' },
    { name: 'policy_type', value: (row) => row.type, doc: 'tlsa, sts, no-policy-found or other' },
    { name: 'policy_type_raw', value: (row) => row.typeRaw, doc: "The reporter's own word" },
    {
      name: 'policy_strings',
      value: (row) => wordList(row.strings),
      doc: 'The policy, as it saw it',
    },
    { name: 'mx_hosts', value: (row) => wordList(row.mxHosts), doc: 'Mail servers of the policy' },
    { name: 'successful_sessions', value: (row) => row.successful, doc: 'Sessions with TLS' },
    { name: 'failed_sessions', value: (row) => row.failed, doc: 'Sessions that failed' },
    { name: 'sender_verdict', value: (row) => row.verdict, doc: 'How sure it is who sent it' },
    { name: 'sender_domain', value: (row) => row.signer, doc: 'The domain that vouches for it' },
    { name: 'domain_unicode', value: (row) => unicodeName(row.domain), doc: 'The domain, U-label' },
  ],
  listPolicies,
);

async function* listPolicies(viewer: Viewer, filter: Filter, now: Date): AsyncGenerator<Row[]> {
  const scope = await nameScopeOf(viewer, filter);
  yield* streamRows<Row>(sql`
    SELECT t.uid::text, p.policy_no AS "policyNo", p.domain, t.organization_name AS reporter,
      t.contact_info AS contact, t.report_id AS "reportId", t.begin_at AS begin, t.end_at AS end,
      t.received_at AS "receivedAt", p.type, p.type_raw AS "typeRaw", p.strings,
      p.mx_hosts AS "mxHosts", p.successful_sessions::float8 AS successful,
      p.failed_sessions::float8 AS failed, t.verdict::text, t.signer
    FROM tls_report AS t JOIN tls_policy AS p ON p.tls_report_id = t.id
    WHERE t.counted AND ${isNamed(scope, sql`p.domain`)}
      AND ${isTlsMeant(scope, filter, resolvePeriod(filter.period, now))}
    ORDER BY t.begin_at, t.organization_name COLLATE "C", t.uid, p.policy_no`);
}
