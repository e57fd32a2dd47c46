import { xmlShape } from './xml-shape.ts';

const GROUPS = [
  'feedback',
  'report_metadata',
  'date_range',
  'data_range', // KDDI, January 2024
  'policy_published',
  'record',
  'row',
  'policy_evaluated',
  'reason',
  'identifiers',
  'identities', // the drafts before 2013
  'auth_results',
  'dkim',
  'spf',
];

const LEAVES = [
  'version',
  'org_name',
  'email',
  'extra_contact_info',
  'report_id',
  'begin',
  'end',
  'error',
  'generator',
  'domain',
  'p',
  'sp',
  'np',
  'adkim',
  'aspf',
  'pct',
  'fo',
  'testing',
  't', // Mail::DMARC writes the tag's name
  'discovery_method',
  'source_ip',
  'count',
  'disposition',
  // A result within policy_evaluated, a group within auth_results.
  'dkim',
  'spf',
  // rspamd writes <reason>sampled_out</reason>.
  'reason',
  'type',
  'comment',
  'header_from',
  'envelope_from',
  'envelope_to',
  'selector',
  'scope',
  'result',
  'human_result',
];

/** The records of a large report differ in their sources and counts, and in little else. */
const REPEATING = ['policy_evaluated', 'identifiers', 'identities', 'auth_results'];

/** RFC 9990 appendix A; beside it the names of older drafts and of two reporters' own. */
export const AGGREGATE_SHAPE = xmlShape('feedback', 'record', {
  groups: GROUPS,
  leaves: LEAVES,
  repeating: REPEATING,
  varying: ['source_ip', 'count'],
});
