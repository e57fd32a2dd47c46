/**
 * One thing that real reporters do: its number in our catalogue, what it is, and what shows that it is
 * read. `shown` names fixtures (`folder/name`) and tests (`file: words of a title`); what reading has
 * no part in says who does instead.
 */
export type Quirk = {
  row: string;
  quirk: string;
  shown: readonly string[];
  elsewhere: string | null;
};

export const QUIRKS: readonly Quirk[] = [
  // Mail and MIME
  shown(
    '1.1',
    'the body is the archive',
    'message/body-is-the-zip',
    'odd-mail: a mail that is the file itself',
  ),
  shown('1.2', 'octet-stream for gzip', 'message/octet-stream-inline'),
  shown('1.3', 'many media types', 'odd-mail: what is attached as %s is what its content says'),
  shown('1.4', 'said gzip, is zip and a line end', 'message/type-says-gzip-but-is-zip'),
  shown('1.5', 'said zip, is gzip', 'message/type-says-zip-but-is-gzip'),
  shown('1.6', 'not compressed', 'message/plain-xml-attached', 'message/plain-xml-as-text'),
  shown('1.7', 'inline', 'message/octet-stream-inline'),
  shown(
    '1.8',
    'related, alternative, one in the other',
    'message/mixed-related-alternative',
    'odd-mail: a report in multipart/%s is found',
  ),
  shown('1.9', 'a header at column 0 hides it', 'message/header-at-column-zero'),
  shown('1.10', 'ContentType without a hyphen', 'message/header-without-hyphen'),
  shown('1.11', 'a mail in a mail', 'message/mail-in-a-mail', 'message/refused-outlook-item'),
  shown('1.12', 'HTML that says feedback', 'message/mixed-related-alternative'),
  shown(
    '1.13',
    'no name, a split one, an encoded one',
    'message/no-file-name-split-parameters',
    'message/file-name-in-encoded-words',
    'odd-mail: a part under "%s" is found, and its name is %s',
  ),
  shown('1.14', 'a spool path for a name', 'odd-mail: a spool path'),
  shown('1.15', 'odd base64', 'message/base64-in-odd-lines'),
  shown(
    '1.16',
    'subjects of every form',
    'message/subject-in-japanese',
    'odd-mail: a report id of the subject "%s" is not believed',
  ),
  shown(
    '1.17',
    'another id in the subject',
    'odd-mail: a report id of the subject "%s" is not believed',
  ),
  shown(
    '1.18',
    'several reports, and other things',
    'message/two-reports-and-a-logo',
    'odd-mail: a broken attachment does not hide the others',
  ),
  shown(
    '1.19',
    'S/MIME',
    'message/smime-opaque',
    'message/smime-opaque-in-pieces',
    'message/smime-detached',
    'message/refused-smime-encrypted',
  ),
  shown(
    '1.20',
    'a mbox line, line ends of old Macs',
    'message/mbox-separator-line',
    'message/line-ends-of-old-macs',
  ),
  shown(
    '1.21',
    'mail that is no report',
    'message/refused-bounce',
    'message/refused-error-report',
    'message/refused-picture-named-xml',
  ),
  shown('1.22', 'a TLS report at the address for DMARC', 'message/tls-report'),

  // Archives
  shown('2.1', 'a line end after gzip', 'archive: a gzip with a line end after its end'),
  shown('2.2', 'gzip in members', 'archive: a gzip in two members'),
  shown('2.3', 'gzip in gzip', 'archive: a gzip in a gzip'),
  shown('2.4', 'gzip in zip, zip in zip', 'archive: a gzip in a zip', 'archive: in a zip'),
  shown('2.5', 'folders, shadows, texts', 'archive: each report of an archive is found'),
  shown('2.6', 'an empty name', 'archive: a zip with an empty name'),
  shown('2.7', 'sizes behind the data', 'archive: whose sizes stand behind the data'),
  shown(
    '2.8',
    'stored, zip64, comments, hostile names',
    'archive: a zip that stores',
    'archive: of zip64',
    'archive: with a comment',
    'archive: a zip with a name that leads out',
    'archive: a zip with an absolute name',
    'hostile-archives: a zip packed by bzip2',
  ),
  shown('2.9', 'encrypted', 'message/refused-encrypted-zip'),
  shown(
    '2.10',
    'cut or corrupt',
    'hostile-archives: a zip that is cut',
    'hostile-archives: a gzip that is cut',
  ),
  shown('2.11', 'the word unused', 'message/refused-body-says-unused'),
  shown('2.12', 'bombs', 'hostile-archives: a gzip of 1 GiB', 'hostile-archives: a zip of 1 GiB'),

  // The bytes of XML
  shown('3.1', 'no declaration, one line', 'aggregate/no-declaration-one-line'),
  shown('3.2', 'a byte order mark', 'aggregate/byte-order-mark', 'tls/byte-order-mark'),
  shown('3.3', 'UTF-16', 'aggregate/utf-16-little-endian', 'aggregate/utf-16-big-endian'),
  shown('3.4', 'windows-1252', 'aggregate/windows-1252-declared'),
  shown('3.5', 'Latin-1 that says UTF-8', 'aggregate/latin-1-under-utf-8'),
  shown('3.6', 'control characters', 'aggregate/control-character'),
  shown(
    '3.7',
    'raw brackets and ampersands',
    'aggregate/raw-address-in-brackets',
    'aggregate/raw-ampersand',
    'aggregate/refused-name-with-bracket',
    'document: an empty pair of brackets',
  ),
  shown(
    '3.8',
    'things before the root',
    'aggregate/quote-before-root',
    'aggregate/schema-before-root',
    'aggregate/comment-before-root',
    'aggregate/blanks-before-declaration',
  ),
  shown('3.9', 'the namespace of RFC 9990', 'aggregate/plain-rfc9990'),
  shown('3.10', 'a prefix', 'aggregate/prefixed-root', 'aggregate/prefixed-throughout'),
  shown('3.11', 'other namespaces', 'aggregate/misspelt-namespace'),
  shown(
    '3.12',
    'any version',
    'aggregate/version-of-the-next-draft',
    'aggregate/policy-says-little',
  ),
  shown(
    '3.13',
    'any order',
    'aggregate/records-before-the-rest',
    'aggregate/auth-results-in-any-order',
  ),
  shown('3.14', 'a DTD', 'aggregate/refused-doctype'),
  shown('3.15', 'lang attributes', 'aggregate/plain-rfc9990'),

  // Who reports, and about when
  shown('4.1', 'three services, one id', 'identity: another address of the reporter'),
  shown('4.2', 'two reporters, one id', 'identity: another reporter'),
  shown('4.3', 'one id, two days', 'identity: another begin', 'identity: another end'),
  shown('4.4', 'sent twice with other rows', 'identity: other rows are other content'),
  shown('4.5', 'sent twice', 'identity: rows in another order are the same content'),
  shown('4.6', 'odd ids', 'aggregate/odd-report-id', 'identity: a report id in another case'),
  shown('4.7', 'no name of the reporter', 'aggregate/empty-org-name', 'odd-mail: no receiver'),
  shown('4.8', 'a free text for a name', 'aggregate/free-text-org-name'),
  shown('4.9', 'an address in brackets', 'aggregate/email-in-brackets'),
  shown('4.10', 'no contact, no address', 'aggregate/no-email-empty-contact'),
  shown('4.11', 'a period of no length', 'aggregate/period-is-a-point'),
  shown('4.12', 'a period of hours', 'day-buckets: a part of a day weighs as much as it is long'),
  shown('4.13', 'an exclusive end', 'day-buckets: a UTC day with an exclusive end'),
  shown('4.14', 'midnights elsewhere', 'day-buckets: a day of local midnights'),
  shown('4.15', 'several days', 'day-buckets: seven days share a count out evenly'),
  shown('4.16', 'decimals', 'aggregate/period-in-decimals'),
  shown('4.17', 'data_range', 'aggregate/period-under-another-name'),
  shown(
    '4.18',
    'milliseconds, ISO 8601, reversed',
    'aggregate/period-in-milliseconds',
    'aggregate/period-in-iso-8601',
    'aggregate/period-reversed',
  ),
  shown('4.19', 'errors of the record', 'aggregate/several-errors'),

  // The policy
  shown(
    '5.1',
    'sp absent, empty, nil',
    'aggregate/policy-says-little',
    'aggregate/policy-of-nil-and-nothing',
  ),
  shown(
    '5.2',
    'pct absent, or small',
    'aggregate/policy-says-little',
    'aggregate/policy-with-np-and-fo',
  ),
  shown('5.3', 'adkim, aspf absent or odd', 'aggregate/policy-of-nil-and-nothing'),
  shown('5.4', 'np, fo, rf, ri', 'aggregate/policy-with-np-and-fo'),
  shown(
    '5.5',
    'testing as a tag',
    'aggregate/plain-rfc9990',
    'aggregate/testing-as-a-tag',
    'document: a tag of psd',
  ),
  shown('5.6', 'a domain without a record', 'aggregate/policy-of-a-subdomain'),
  shown(
    '5.7',
    'capitals, a dot, Unicode',
    'aggregate/domain-in-capitals-with-dot',
    'aggregate/domain-in-unicode',
  ),
  shown('5.8', 'no domain', 'aggregate/refused-no-domain'),
  elsewhere(
    '5.9',
    'policies mixed in one report',
    'outcome.ts judges a row by its own verdict first',
  ),

  // Rows
  shown('6.1', 'no records', 'aggregate/no-records'),
  shown('6.2', 'an empty shell of a record', 'aggregate/shell-of-a-record'),
  shown('6.3', 'one row without a source', 'aggregate/row-without-source'),
  shown('6.4', 'equal rows', 'aggregate/equal-rows'),
  shown(
    '6.5',
    'verdicts missing or odd',
    'aggregate/verdict-missing',
    'aggregate/verdict-words',
    'document: a verdict in words',
  ),
  shown('6.6', 'dispositions of every kind', 'aggregate/disposition-words'),
  shown('6.7', 'empty and bare reasons', 'aggregate/reasons'),
  shown(
    '6.8',
    'reasons of every type',
    'aggregate/reasons',
    'document: every reason that is defined',
  ),
  shown('6.9', 'ARC in a comment', 'aggregate/arc-in-a-comment'),
  shown('6.10', 'identities', 'aggregate/identities'),
  shown('6.11', 'envelope_from absent or empty', 'aggregate/envelope', 'aggregate/identities'),
  shown('6.12', 'envelope_to', 'aggregate/envelope'),
  shown(
    '6.13',
    'an author domain elsewhere, or none',
    'aggregate/author-domain-elsewhere',
    'aggregate/author-domain-left-out',
  ),
  shown('6.14', 'addresses of every form', 'aggregate/addresses'),
  shown('6.15', 'odd counts', 'aggregate/counts'),
  shown('6.16', 'a huge report', 'hostile-pipeline: an honest report of 120,000 records'),

  // Results
  shown('7.1', 'none at all', 'aggregate/empty-auth-results', 'aggregate/no-auth-results'),
  shown(
    '7.2',
    'several DKIM, or none',
    'aggregate/several-auth-results',
    'odd-mail: of more signatures than allowed',
  ),
  shown('7.3', 'several SPF', 'aggregate/several-auth-results'),
  shown('7.4', 'no SPF, or without a domain', 'aggregate/no-spf', 'aggregate/empty-auth-results'),
  shown('7.5', 'empty pairs', 'aggregate/empty-auth-results'),
  shown('7.6', 'no selector', 'aggregate/selector-and-scope'),
  shown('7.7', 'any scope', 'aggregate/selector-and-scope'),
  shown('7.8', 'words outside the list', 'aggregate/result-words', 'document: every result'),
  shown('7.9', 'human_result', 'aggregate/human-result'),
  shown('7.10', 'a signature without a domain', 'aggregate/signature-without-domain'),

  // TLS reports
  shown('8.1', 'no contact', 'tls/no-policy-and-no-domain'),
  shown(
    '8.2',
    'no domain',
    'tls/no-policy-and-no-domain',
    'tls: a policy without a domain takes that of the file name',
  ),
  shown('8.3', 'failures that say little', 'tls/failures-say-little'),
  shown('8.4', 'times without a zone', 'tls/times-without-zone'),
  shown('8.5', 'an exclusive end', 'tls/end-of-next-day'),
  shown('8.6', 'strings for arrays', 'tls/strings-for-arrays', 'tls/several-policies'),
  shown('8.7', 'no details, or other sums', 'tls/several-policies', 'tls/failures-say-little'),
  shown('8.8', 'unknown words', 'tls/unknown-words'),
  shown('8.9', 'JSON in a string', 'tls/several-policies'),
  shown(
    '8.10',
    'odd ids',
    'tls/odd-report-id',
    'identity: a TLS report is told apart by its domains',
  ),
  shown('8.11', 'its media types', 'message/tls-report', 'odd-mail: application/tlsrpt+gzip'),
  shown('8.12', 'several policies', 'tls/several-policies'),
  shown('8.13', 'no policies', 'tls/no-policies'),

  // Failure reports
  shown('9.1', 'prose', 'failure/prose'),
  shown('9.2', 'multipart/mixed', 'failure/mixed-in-base64'),
  shown('9.3', 'headers only', 'failure/headers-only-original'),
  shown('9.4', 'a name after the address', 'failure/source-with-a-name'),
  shown('9.5', 'fields missing', 'failure/little-is-said'),
  shown('9.6', 'odd delivery results', 'failure/little-is-said'),
  shown('9.7', 'abuse reports', 'failure/abuse-report'),
  shown('9.8', 'brackets in a file name', 'odd-mail: brackets'),
  shown(
    '9.9',
    'personal data',
    'failure: what the mail that failed said stands apart from the report',
  ),

  // Names of stored files
  shown(
    '10',
    'names that lie',
    'odd-mail: a copy',
    'odd-mail: a false path',
    'odd-mail: another domain and period',
  ),
];

function shown(row: string, quirk: string, ...evidence: string[]): Quirk {
  return { row, quirk, shown: evidence, elsewhere: null };
}

function elsewhere(row: string, quirk: string, who: string): Quirk {
  return { row, quirk, shown: [], elsewhere: who };
}
