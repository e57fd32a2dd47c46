/** The request header in which proxy.ts tells a page its own path; a client's own is overwritten. */
export const REQUESTED_PATH = 'x-requested-path';

/** Printable ASCII without the backslash, which browsers read as a slash; one slash in front. */
const OWN_PATH = /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/;

/** Where to go after signing in: a path of this site, whatever `next` was made to say. */
export function nextPath(next: unknown): string {
  return typeof next === 'string' && OWN_PATH.test(next) ? next : '/';
}
