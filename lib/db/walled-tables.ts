/** Of the domains by id that a transaction was told; untold, the condition fails and nothing is read. */
const mine = (column: string) => `${column} = ANY (current_setting('ruascope.domains')::int[])`;

/**
 * The tables that hold a domain's data, and when the limited role sees a row of them. Tables within
 * a condition are seen by the same role, so each is behind its own condition.
 */
export const WALLED_TABLES = {
  domain: mine('id'),
  group_domain: mine('domain_id'),
  domain_group: 'EXISTS (SELECT FROM group_domain AS g WHERE g.group_id = domain_group.id)',
  report: mine('domain_id'),
  report_original: 'EXISTS (SELECT FROM report AS r WHERE r.id = report_original.report_id)',
  record: mine('domain_id'),
  daily: mine('domain_id'),
  daily_report: mine('domain_id'),
  monthly: mine('domain_id'),
  monthly_policy: mine('domain_id'),
  source_sum: mine('domain_id'),
  source_trait: mine('domain_id'),
  first_seen: mine('domain_id'),
  source_verdict: mine('domain_id'),
  judged_month: mine('domain_id'),
  daily_class: mine('domain_id'),
  daily_failure: mine('domain_id'),
  monthly_class: mine('domain_id'),
  classed_month: mine('domain_id'),
  daily_conduct: mine('domain_id'),
  daily_excuse: mine('domain_id'),
  daily_name: mine('domain_id'),
  summed_month: mine('domain_id'),
  changed_month: mine('domain_id'),
  dropped_month: mine('domain_id'),
  source_label: mine('domain_id'),
  spf_ranges: mine('domain_id'),
  dmarc_record: mine('domain_id'),
  tls_policy: 'domain IN (SELECT name FROM domain)',
  tls_report: 'EXISTS (SELECT FROM tls_policy AS p WHERE p.tls_report_id = tls_report.id)',
  tls_failure: `EXISTS (SELECT FROM tls_policy AS p WHERE p.tls_report_id = tls_failure.tls_report_id
    AND p.policy_no = tls_failure.policy_no)`,
  failure_report: `EXISTS (SELECT FROM domain AS d WHERE reported_domain = d.name
    OR right(reported_domain, length(d.name) + 1) = '.' || d.name)`,
} as const satisfies Record<string, string>;

/** What questions need besides, and what says nothing of whose it is; what somebody read tells no number of a report. */
export const SHARED_TABLES = [
  ...['reporter', 'auth_set', 'source', 'from_domain', 'reporter_signer'],
  ...['message', 'message_item', 'setting', 'audit_log', 'audit_seal', 'export_log'],
  ...['read_mark', 'read_report'],
] as const;
