import { randomUUID } from 'node:crypto';
import { databaseFault } from '#lib/db/database-fault';
import { ERRORS, isAppError } from '#lib/errors';
import { log } from '#lib/log';
import { noteRefusal } from './refusal.ts';

/** What every answer of the API carries: it is one person's, and no browser may guess at its kind. */
export const PRIVATE_HEADERS = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
} as const;

/** RFC 9457, with our `code`. */
type Problem = { type: string; title: string; status: number; code: string; detail: string | null };

/**
 * An error as the API tells it. Ours by its row of the table; anything else says nothing about
 * itself but an id, under which the log tells the operator everything.
 */
export function problemResponse(thrown: unknown): Response {
  const error = databaseFault(thrown) ?? thrown;
  if (!isAppError(error)) return response(unexpected(error));
  noteRefusal(error);
  const { status, text } = ERRORS[error.code];
  if (status >= 500) log.error({ err: error }, 'a request failed');
  const problem = { ...named(error.code), title: text, status, detail: error.detail };
  return response(problem, error.retryAfterMs);
}

function unexpected(error: unknown): Problem {
  const id = randomUUID();
  log.error({ err: error, id }, 'a request failed');
  const detail = `The server's log tells more under ${id}.`;
  return { ...named('internal'), title: 'Something went wrong here.', status: 500, detail };
}

function named(code: string) {
  return { type: `urn:ruascope:problem:${code}`, code };
}

function response(problem: Problem, retryAfterMs: number | null = null): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      ...PRIVATE_HEADERS,
      ...hint(problem.status, retryAfterMs ?? 60_000),
      'content-type': 'application/problem+json',
    },
  });
}

/** What a client should do next, where HTTP has a header for it. */
function hint(status: number, retryAfterMs: number): Record<string, string> {
  if (status === 401) return { 'www-authenticate': 'Bearer realm="Ruascope"' };
  return status === 429 || status === 503
    ? { 'retry-after': `${Math.ceil(retryAfterMs / 1000)}` }
    : {};
}
