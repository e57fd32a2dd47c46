import { AsyncLocalStorage } from 'node:async_hooks';

/** The domains by id that may be looked at; null for all. */
type Limits = readonly number[] | null;

const told = new AsyncLocalStorage<{ limits: Limits }>();

/** Whatever `work` asks of the database is asked behind the second wall, unless `domains` is all. */
export function within<T>(domains: 'all' | readonly number[], work: () => T): T {
  return told.run({ limits: domains === 'all' ? null : domains }, work);
}

/** Asks in front of the wall: for what must know of all domains in order to leave some out. */
export function beyondWall<T>(work: () => T): T {
  return told.run({ limits: null }, work);
}

/** What the question that is being asked may look at. */
export function limits(): Limits {
  return told.getStore()?.limits ?? null;
}

/**
 * The statement that begins a transaction behind the wall: until its end it is the limited role
 * (prisma/second-wall.ts), and sees these domains. Where there is no such role nothing changes, and
 * the question's own condition is the only wall.
 */
export function wallStatement(domains: readonly number[]): { text: string; values: string[] } {
  return {
    text: `SELECT set_config('ruascope.domains', $1, true), (
      SELECT set_config('role', rolname, true) FROM pg_roles
      WHERE rolname = session_user || '_limited' AND pg_has_role(session_user, oid, 'MEMBER'))`,
    values: [`{${domains.join(',')}}`],
  };
}
