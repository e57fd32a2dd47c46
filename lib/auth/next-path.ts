/** The request header in which proxy.ts tells a page its own path; a client's own is overwritten. */
export const REQUESTED_PATH = 'x-requested-path';

/** Where to go after signing in: a path of this site, whatever `next` was made to say. */
export function nextPath(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes('\\')) {
    return '/';
  }
  return next;
}
