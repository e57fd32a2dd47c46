import type { Column } from './dataset.ts';
import type { DiagnosedRecord } from './diagnosed-records.ts';
import { classifiedBy } from './judged-source.ts';
import { multiValue, wordList } from './multi-value.ts';
import type { RecordRow } from './records.ts';
import { CLASS_DOC, classWord } from './source-classes.ts';
import { unicodeName } from './unicode-name.ts';

/** Raised when a column changes its meaning; a column that is added does not raise it. */
export const RECORDS_VERSION = 1;

/** The dataset `records` (PRODUCT 4.2), one line per record and UTC day, in this order for good. */
export const RECORD_COLUMNS: readonly Column<DiagnosedRecord>[] = [
  column('schema_version', () => RECORDS_VERSION, 'Version of these columns'),
  column('domain', (r) => r.domain, 'Policy domain, A-label'),
  column('header_from', (r) => r.headerFrom, 'Domain of the visible From'),
  column('report_uid', (r) => r.uid, 'Our id of the report'),
  column('reporter_org', (r) => r.reporter, 'Who sent the report'),
  column('reporter_email', (r) => r.email, 'Its contact'),
  column('report_id', (r) => r.reportId, 'Its own id of the report; import as text'),
  column('period_begin_utc', (r) => r.begin, 'First instant the report covers'),
  column('period_end_utc', (r) => r.end, 'Last instant the report covers'),
  column('received_at_utc', (r) => r.receivedAt, 'When the report reached us'),
  column('record_no', (r) => r.recordNo, 'Place of the record in its report, from 1'),
  column('source_ip', (r) => r.source, 'Address that sent the mail, RFC 5952'),
  column('source_ptr', (r) => r.ptr, 'Its name in DNS'),
  column('source_ptr_confirmed', (r) => r.ptrConfirmed, 'Whether the name leads back to it'),
  column('source_asn', (r) => r.asn, 'Autonomous system'),
  column('source_as_name', (r) => r.asName, 'Name of the autonomous system'),
  column('source_country', (r) => r.country, 'Where the address is registered'),
  column('source_name', (r) => r.whose?.sender?.name ?? null, 'Name of the sending service'),
  column('source_kind', (r) => r.whose?.sender?.kind ?? null, 'Kind of the sending service'),
  column('source_class', (r) => r.whose && classWord(r.whose), CLASS_DOC),
  column('source_class_by', (r) => r.whose && classifiedBy(r.whose), 'A person, or the rule'),
  column('message_count', (r) => r.count, 'Messages; the one column to add up'),
  column('dmarc_pass', (r) => r.outcome === 'passed', 'Aligned DKIM or aligned SPF'),
  column('dkim_aligned', (r) => r.dkimAligned, 'DKIM passed and is aligned'),
  column('spf_aligned', (r) => r.spfAligned, 'SPF passed and is aligned'),
  column('disposition', (r) => r.disposition, 'What the receiver did'),
  column('requested_policy', (r) => r.requested, 'What the policy asked for'),
  column('outcome', (r) => r.outcome, 'What became of the messages'),
  column('override_types', (r) => reasons(r, 'type'), 'Why the receiver departed from the policy'),
  column('override_comments', (r) => reasons(r, 'comment'), 'In its words, in the same order'),
  column('envelope_from', (r) => r.envelopeFrom, 'Domain of the return path'),
  column('envelope_to', (r) => r.envelopeTo, 'Domain of the recipient'),
  column('spf_results', spfResults, 'SPF checks: d domain, s scope, r result'),
  column('dkim_results', dkimResults, 'Signatures: d domain, s selector, r result'),
  column('policy_p', (r) => r.p, 'Published policy, as stated'),
  column('policy_sp', (r) => r.sp, 'For subdomains'),
  column('policy_np', (r) => r.np, 'For subdomains that do not exist'),
  column('policy_adkim', (r) => r.adkim, 'DKIM alignment: r or s'),
  column('policy_aspf', (r) => r.aspf, 'SPF alignment: r or s'),
  column('policy_pct', (r) => r.pct, 'Share the policy is for (RFC 7489)'),
  column('policy_testing', (r) => r.testing, 'y: one step less (RFC 9990)'),
  column('discovery_method', (r) => r.discoveryMethod, 'How the policy was found'),
  column('report_schema', (r) => r.dialect, 'rfc7489 or rfc9990'),
  column('period_spread', (r) => r.spread, 'Counts shared out over the days covered'),
  column('verdict_inconsistent', (r) => r.inconsistent, 'Verdict and results disagree'),
  column('diagnosis_codes', (r) => wordList(r.diagnosis), 'Why it passed or failed, worst first'),
  column('deviations', deviations, 'Repairs of the report: code and how often'),
  column('date_utc', (r) => r.day, 'The day these messages count for'),
  column('source_label', (r) => r.whose?.label?.label ?? null, 'What a person said of the source'),
  column('domain_unicode', (r) => unicodeName(r.domain), 'The policy domain, U-label'),
  column('header_from_unicode', (r) => unicodeName(r.headerFrom), 'The From domain, U-label'),
];

function column(
  name: string,
  value: Column<DiagnosedRecord>['value'],
  doc: string,
): Column<DiagnosedRecord> {
  return { name, value, doc };
}

function reasons({ reasons: given }: RecordRow, part: 'type' | 'comment') {
  return given && wordList(given.map((reason) => reason[part]));
}

function dkimResults({ dkim }: RecordRow) {
  return multiValue(
    dkim.map(({ domain, selector, result }) => ({ d: domain, s: selector, r: result })),
  );
}

function spfResults({ spf }: RecordRow) {
  return multiValue(spf.map(({ domain, scope, result }) => ({ d: domain, s: scope, r: result })));
}

function deviations({ deviations: noted }: RecordRow) {
  const counts = new Map<string, number>();
  for (const { code, count } of noted) counts.set(code, (counts.get(code) ?? 0) + count);
  return wordList([...counts].map(([code, count]) => `${code}:${count}`));
}
