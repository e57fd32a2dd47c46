/** Classes of SQLSTATE that no second try mends: data, constraint and limit (PostgreSQL appendix A). */
const PERMANENT = new Set(['22', '23', '54']);

/** Whether the database refused a value for good, rather than being away or busy (SECURITY 3.2). */
export function isPermanent(error: unknown): boolean {
  return PERMANENT.has(sqlStateOf(error)?.slice(0, 2) ?? '');
}

/** Classes that pass: connection, rollback, resources such as disk space, shutdown (SECURITY 3.2). */
const PASSING = new Set(['08', '40', '53', '57']);

/** Whether the database could not do it now, and may do it later. */
export function isPassing(error: unknown): boolean {
  return PASSING.has(sqlStateOf(error)?.slice(0, 2) ?? '');
}

/** The five characters with which Postgres names an error; null for an error of another kind. */
export function sqlStateOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null;
}
