import type { MailboxWhy } from './mailbox-why.ts';

/**
 * One row of the error table: the HTTP status of a route, the exit code of a command, whether a
 * second try may succeed, and a text that is safe to show to anybody.
 */
type ErrorRow = { status: number; exit: number; retry: 'never' | 'later'; text: string };

/**
 * Every error that leaves a floor. A hostile or broken report is data (`ReportProblem`) and uses the
 * `report/*` rows; a broken world is an `AppError`. NXDOMAIN, a duplicate report and an empty answer
 * are values, not errors, and have no row.
 */
export const ERRORS = {
  'report/unreadable-message': row(422, 2, 'never', 'This is not a mail that can be read.'),
  'report/not-found': row(422, 2, 'never', 'No report is attached to this mail.'),
  'report/other-file': row(422, 2, 'never', 'What is attached is not a report.'),
  'report/bounce': row(422, 2, 'never', 'This is a bounce, not a report.'),
  'report/error-report': row(422, 2, 'never', 'A receiver could not send its report.'),
  'report/empty': row(422, 2, 'never', 'There is nothing in place of the report.'),
  'report/too-large': row(413, 2, 'never', 'The report is larger than allowed.'),
  'report/corrupt-archive': row(422, 2, 'never', 'The archive is damaged.'),
  'report/encrypted': row(422, 2, 'never', 'The archive is encrypted.'),
  'report/malformed': row(422, 2, 'never', 'The report is not well-formed.'),
  'report/invalid': row(422, 2, 'never', 'This is not a report of the standard.'),
  'report/unsupported': row(422, 2, 'never', 'This kind of attachment cannot be read yet.'),
  'report/implausible-date': row(422, 2, 'never', 'The dates of the report cannot be true.'),
  'report/unknown-domain': row(422, 2, 'never', 'The report is about a domain that is not yours.'),
  'report/reader-crashed': row(422, 2, 'later', 'Reading this mail ended the reader.'),
  'mailbox/refused': row(502, 3, 'never', 'The mail server refused the login or the folder.'),
  'mailbox/unreachable': row(502, 3, 'later', 'The mail server cannot be reached.'),
  'mailbox/throttled': row(503, 3, 'later', 'The mail server asks us to slow down.'),
  'mailbox/held': row(409, 2, 'never', 'Too many mails of the mailbox could not be read.'),
  'endpoint/forbidden': row(502, 3, 'never', 'This server must not be asked.'),
  'endpoint/unreachable': row(502, 3, 'later', 'The other server cannot be reached.'),
  'database/unavailable': row(503, 3, 'later', 'The database cannot be reached.'),
  'database/full': row(503, 3, 'later', 'The disk of the database is full.'),
  'database/too-long': row(
    422,
    3,
    'never',
    'The database took too long for this question. Narrow its days, or ask for fewer domains.',
  ),
  'database/forbidden': row(500, 78, 'never', 'The role of the database may not do this.'),
  'database/schema': row(
    503,
    3,
    'never',
    'The database is of another version: run npm run migrate.',
  ),
  'request/invalid': row(400, 64, 'never', 'The request cannot be understood.'),
  'request/not-found': row(404, 1, 'never', 'There is no such thing, or it is not yours to see.'),
  'request/conflict': row(409, 1, 'never', 'It exists already, or has changed meanwhile.'),
  'request/method': row(405, 64, 'never', 'This cannot be asked in that way.'),
  'request/throttled': row(429, 75, 'later', 'Too many requests. Please wait a little.'),
  'request/busy': row(503, 75, 'later', 'Too much is asked at once. Please wait a little.'),
  'auth/unauthenticated': row(401, 77, 'never', 'Please sign in.'),
  'auth/forbidden': row(403, 77, 'never', 'You may not do this.'),
  'auth/throttled': row(429, 75, 'later', 'Too many tries. Please wait a little.'),
  'config/invalid': row(500, 78, 'never', 'The configuration is wrong.'),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;

/** The part of the table that says why bytes of a stranger were refused. */
export type ReportErrorCode = Extract<ErrorCode, `report/${string}`>;

/** Why a person's request was refused, for pages that say it in another language than `detail`. */
export type Reason = {
  why:
    | MailboxWhy
    | 'notAnAddress'
    | 'notADomain'
    | 'linkOver'
    | 'shortPassword'
    | 'longPassword'
    | 'ownPassword'
    | 'commonPassword'
    | 'wrongCredentials'
    | 'wrongPassword'
    | 'wrongCode'
    | 'startAgain'
    | 'passkeyHost'
    | 'passkeyRefused'
    | 'loadAgain'
    | 'ssoFailed'
    | 'ssoUnreachable'
    | 'ssoUnverified'
    | 'ssoNotInvited'
    | 'tryAgainIn'
    | 'owned'
    | 'hasAccount'
    | 'onlyOwner'
    | 'noAccount'
    | 'noGroup'
    | 'hasGroup'
    | 'hasMailbox'
    | 'noMailbox'
    | 'askOperator'
    | 'ownToken'
    | 'notKept';
  values?: Record<string, string | number>;
  /** What the other side said of it: its own words, quoted. */
  says?: string;
};

type AppErrorOptions = {
  cause?: unknown;
  detail?: string;
  reason?: Reason;
  retryAfterMs?: number | null;
};

/**
 * A broken world, or a request that cannot be answered. `message` is the row's text and, after it,
 * the detail that names the remedy. Doors translate it by its row; nobody else catches it.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly detail: string | null;
  readonly reason: Reason | null;
  /** How long the other side wants to be left alone; null where it does not say. */
  readonly retryAfterMs: number | null;

  constructor(code: ErrorCode, { cause, detail, reason, retryAfterMs }: AppErrorOptions = {}) {
    super(detail ? `${ERRORS[code].text} ${detail}` : ERRORS[code].text, { cause });
    this.code = code;
    this.detail = detail ?? null;
    this.reason = reason ?? null;
    this.retryAfterMs = retryAfterMs ?? null;
  }
}

/** Whether this is one of ours, whatever realm made it. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error;
}

function row(status: number, exit: number, retry: ErrorRow['retry'], text: string): ErrorRow {
  return { status, exit, retry, text };
}
