import type {
  AggregateRecord,
  AggregateReport,
  DkimAuth,
  SpfAuth,
} from '#lib/report/aggregate-schema';

const RFC9990_NAMESPACE = 'urn:ietf:params:xml:ns:dmarc-2.0';

/**
 * An aggregate report as XML, in the dialect it names: the inverse of `parseAggregateReport`. Null
 * is left out, '' is an empty element, and where a reporter's own word was kept, that word is written.
 */
export function writeAggregate(report: AggregateReport): string {
  const modern = report.dialect === 'rfc9990';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    modern ? `<feedback xmlns="${RFC9990_NAMESPACE}">` : '<feedback>',
    leaf('version', report.version),
    metadata(report.metadata),
    policyPublished(report.policyPublished),
    ...report.records.map((entry) => record(entry, modern)),
    '\n</feedback>\n',
  ].join('');
}

function metadata(given: AggregateReport['metadata']) {
  return group('\n  ', 'report_metadata', [
    leaf('org_name', given.orgName),
    leaf('email', given.email),
    leaf('extra_contact_info', given.extraContactInfo),
    leaf('report_id', given.reportId),
    group('', 'date_range', [
      leaf('begin', String(given.dateRange.begin)),
      leaf('end', String(given.dateRange.end)),
    ]),
    ...given.errors.map((error) => leaf('error', error)),
    leaf('generator', given.generator),
  ]);
}

function policyPublished(given: AggregateReport['policyPublished']) {
  return group('\n  ', 'policy_published', [
    leaf('domain', given.domain),
    leaf('adkim', given.adkim),
    leaf('aspf', given.aspf),
    leaf('p', given.p),
    leaf('sp', given.sp),
    leaf('np', given.np),
    leaf('pct', given.pct),
    leaf('fo', given.fo),
    leaf('testing', given.testing),
    leaf('discovery_method', given.discoveryMethod),
  ]);
}

function record({ row, identifiers, authResults }: AggregateRecord, modern: boolean) {
  const names = [
    leaf('envelope_to', identifiers.envelopeTo),
    leaf('envelope_from', identifiers.envelopeFrom),
    leaf('header_from', identifiers.headerFrom),
  ];
  return group('\n  ', 'record', [
    group('\n    ', 'row', [
      leaf('source_ip', row.sourceIp),
      leaf('count', String(row.count)),
      policyEvaluated(row.policyEvaluated),
    ]),
    // RFC 7489 names the recipient first, RFC 9990 the author.
    group('\n    ', 'identifiers', modern ? names.reverse() : names),
    group('\n    ', 'auth_results', [
      ...authResults.dkim.map(dkimResult),
      ...authResults.spf.map(spfResult),
    ]),
  ]);
}

function policyEvaluated(given: AggregateRecord['row']['policyEvaluated']) {
  return group('', 'policy_evaluated', [
    leaf('disposition', given.dispositionRaw),
    leaf('dkim', given.dkimRaw),
    leaf('spf', given.spfRaw),
    ...given.reasons.map(({ type, comment }) =>
      group('', 'reason', [leaf('type', type), leaf('comment', comment)]),
    ),
  ]);
}

function dkimResult({ domain, selector, resultRaw, humanResult }: DkimAuth) {
  return group('', 'dkim', [
    leaf('domain', domain),
    leaf('selector', selector),
    leaf('result', resultRaw),
    leaf('human_result', humanResult),
  ]);
}

function spfResult({ domain, scope, resultRaw, humanResult }: SpfAuth) {
  return group('', 'spf', [
    leaf('domain', domain),
    leaf('scope', scope),
    leaf('result', resultRaw),
    leaf('human_result', humanResult),
  ]);
}

function group(before: string, name: string, children: readonly string[]) {
  return `${before}<${name}>${children.join('')}</${name}>`;
}

function leaf(name: string, text: string | null) {
  if (text === null) return '';
  return `<${name}>${text.replace(/[&<>\r]/g, (sign) => ENTITIES[sign] ?? sign)}</${name}>`;
}

/** A carriage return would be read as a line feed (XML 1.0 §2.11), so it is written by number. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
};
