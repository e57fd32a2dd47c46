import { AppError, type ErrorCode, isAppError } from '#lib/errors';
import { causesOf, sqlStateOf } from './sql-state.ts';

/** A row of the error table, and the SQLSTATEs for it (PostgreSQL appendix A). */
type Kind = { code: Extract<ErrorCode, `database/${string}`>; states: RegExp };

const KINDS: readonly Kind[] = [
  // statement_timeout, or somebody who ended it.
  { code: 'database/too-long', states: /^57014$/ },
  { code: 'database/full', states: /^53100$/ },
  // Connection, resources, shutdown, a disk that fails, a wrong password, no such database.
  { code: 'database/unavailable', states: /^(08\w{3}|53\w{3}|57P\d\d|58\w{3}|28\w{3}|3D000)$/ },
  // A table, a column, a function or a schema that our questions name is not there.
  { code: 'database/schema', states: /^(42P01|42703|42883|3F000)$/ },
  { code: 'database/forbidden', states: /^42501$/ },
];

/** What Node and Prisma call a server that is not there, or not any more. */
const AWAY =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|P10\d\d|P20(24|28|34|37))$/;

/** And a table or a column that is not there. */
const OLD_SCHEMA = /^(P2021|P2022)$/;

/** What has no code: to `pg` and to Prisma's adapter, a connection that ended while it was in use. */
const CUT_OFF = [
  /^Connection terminated|^Client has encountered a connection error|^Client was closed/,
  /^timeout exceeded when trying to connect/,
  /^(ConnectionClosed|DatabaseNotReachable|SocketTimeout|TlsConnectionError)$/,
];

/**
 * What a library said about the database, in the words of the error table; null for another fault. The
 * one list of those names: pages, API, worker and command line all ask here.
 */
export function databaseFault(error: unknown): AppError | null {
  // Ours says itself what it is, whatever it came from: a mail server can refuse a connection, too.
  if (isAppError(error)) return error.code.startsWith('database/') ? error : null;
  const code = codeOfFault(error);
  return code && new AppError(code, { cause: error });
}

function codeOfFault(error: unknown): Kind['code'] | null {
  const state = sqlStateOf(error);
  const kind = state && KINDS.find(({ states }) => states.test(state));
  if (kind) return kind.code;
  for (const cause of causesOf(error)) {
    if (!(cause instanceof Error)) continue;
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    if (AWAY.test(code) || CUT_OFF.some((words) => words.test(cause.message)))
      return 'database/unavailable';
    if (OLD_SCHEMA.test(code)) return 'database/schema';
  }
  return null;
}
