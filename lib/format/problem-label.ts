import type { ReportErrorCode } from '#lib/errors';

const LABELS = {
  'report/unreadable-message': 'Unreadable mail',
  'report/not-found': 'No report in it',
  'report/other-file': 'Another file',
  'report/bounce': 'Bounce',
  'report/error-report': 'Error report',
  'report/empty': 'Empty',
  'report/too-large': 'Above a limit',
  'report/corrupt-archive': 'Damaged archive',
  'report/encrypted': 'Encrypted',
  'report/malformed': 'Not well-formed',
  'report/invalid': 'Not of the standard',
  'report/unsupported': 'Not opened',
  'report/implausible-date': 'Impossible dates',
  'report/unknown-domain': 'Another domain',
  'report/reader-crashed': 'Ended the reader',
} as const satisfies Record<ReportErrorCode, string>;

/** What is wrong with a mail in two or three words; an unknown code in its own. */
export function problemLabel(code: string): string {
  const known: Readonly<Record<string, string>> = LABELS;
  return known[code] ?? code.replace(/^.*\//, '').replaceAll('-', ' ');
}
