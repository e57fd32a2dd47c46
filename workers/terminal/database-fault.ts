import { AppError } from '#lib/errors';

/** Codes of Node, Prisma and Postgres (classes 08 and 57P) for: nobody answers, or not any more. */
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|P10\d\d|08\w{3}|57P\d\d|53300)$/;

/** And for: a table or a column that our questions name is not there. */
const OLD_SCHEMA = /^(P2021|P2022|42P01|42703|42883)$/;

/** What a library said about the database, in the words of the error table; null for other faults. */
export function databaseFault(error: unknown): AppError | null {
  const code = codeOf(error);
  if (AWAY.test(code)) return new AppError('database/unavailable', { cause: error });
  if (OLD_SCHEMA.test(code)) return new AppError('database/schema', { cause: error });
  return error instanceof Error && error.cause ? databaseFault(error.cause) : null;
}

function codeOf(error: unknown) {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
