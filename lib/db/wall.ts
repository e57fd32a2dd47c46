import { AsyncLocalStorage } from 'node:async_hooks';
import type { Viewer } from '#lib/filter/viewer';

/** The domains by id that may be looked at; null for all. */
type Limits = readonly number[] | null;

/** A request of the web: what is asked for, by whom as far as that is known, and what they may see. */
type Asking = { what: string; viewer: Viewer | null; limits: Limits };

declare global {
  /** One, though the web has this file twice: bare before Next starts, and in Next's bundle. */
  var ruascopeAsking: AsyncLocalStorage<Asking> | undefined;
}

globalThis.ruascopeAsking ??= new AsyncLocalStorage();
const asking = globalThis.ruascopeAsking;

/**
 * Opens a request of the web: whatever comes of `work`, pages, their panels and actions, asks the
 * database as whom `askAs` names meanwhile. Until somebody is named, no domain is seen.
 */
export function asNobody<T>(what: string, work: () => T): T {
  return asking.run({ what, viewer: null, limits: [] }, work);
}

/** Whoever asks is known now. Where no request was opened, in a worker or a command, it changes nothing. */
export function askAs(viewer: Viewer): void {
  const request = asking.getStore();
  if (request) Object.assign(request, { viewer, limits: limitsOf(viewer.domains) });
}

/** What the request at hand asks for, and who asks it; null where there is none, or nobody is known. */
export function whoAsks(): { what: string; viewer: Viewer } | null {
  const { what, viewer } = asking.getStore() ?? ELSEWHERE;
  return viewer && { what, viewer };
}

const ELSEWHERE: Asking = { what: '', viewer: null, limits: null };

/** Whatever `work` asks of the database is asked behind the second wall, unless `domains` is all. */
export function within<T>(domains: Viewer['domains'], work: () => T): T {
  return asking.run({ ...(asking.getStore() ?? ELSEWHERE), limits: limitsOf(domains) }, work);
}

/** Asks in front of the wall: for what must know of all domains in order to leave some out. */
export function beyondWall<T>(work: () => T): T {
  return within('all', work);
}

function limitsOf(domains: Viewer['domains']): Limits {
  return domains === 'all' ? null : domains;
}

/** What the question that is being asked may look at. */
export function limits(): Limits {
  return asking.getStore()?.limits ?? null;
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
