/**
 * Which domains the large reporters sign their report mails with, by the `org_name` they write (in
 * lower case). From the senders' own reports and their public documentation; a reporter whose
 * `org_name` is a domain needs no row, it signs as itself.
 */
const SIGNERS: Readonly<Record<string, readonly string[]>> = {
  'amazon-ses': ['amazonses.com', 'amazon.com'],
  aol: ['aol.com', 'yahooinc.com', 'yahoo-inc.com'],
  'enterprise outlook': ['microsoft.com'],
  'outlook.com': ['microsoft.com'],
  'microsoft corp.': ['microsoft.com'],
  comcast: ['comcast.net', 'comcast.com'],
  'fastmail pty ltd': ['fastmail.com', 'messagingengine.com'],
  'google inc.': ['google.com'],
  'gmo pepabo, inc.': ['lolipop.jp', 'muumuu-domain.com', 'heteml.jp'],
  'mail.ru': ['mail.ru', 'corp.mail.ru'],
  mimecast: ['mimecast.org', 'mimecast.com'],
  'mimecast.org': ['mimecast.org', 'mimecast.com'],
  'nhn japan corporation': ['line.me'],
  'ntt docomo': ['docomo.ne.jp'],
  'seznam.cz, a.s.': ['seznam.cz'],
  yahoo: ['yahooinc.com', 'yahoo-inc.com', 'yahoo.com'],
  'yahoo! inc.': ['yahooinc.com', 'yahoo-inc.com', 'yahoo.com'],
};

/** The domains that a reporter of this name is known to sign with; none for a free text. */
export function signersOf(orgName: string): readonly string[] {
  const name = orgName.trim().toLowerCase().replace(/\.$/, '');
  const listed = SIGNERS[orgName.trim().toLowerCase()] ?? SIGNERS[name] ?? [];
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name) ? [...listed, name] : listed;
}
