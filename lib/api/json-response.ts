import { createHash } from 'node:crypto';
import { PRIVATE_HEADERS } from '#lib/auth/problem';
import type { Filter } from '#lib/filter/filter';
import { resolveQuestion } from './question.ts';
import { toWire } from './wire.ts';

/**
 * An answer as JSON beside the resolved question, or 304 where the client has it already. The ETag is
 * of the answer itself: an answer hangs on mails, on what people say of sources, on DNS and on today, and
 * no one stamp tells of all that. So asking again costs the question, and saves sending it. It is weak, since
 * whatever packs the answer on its way changes its bytes.
 */
export function jsonResponse(
  request: Request,
  answered: object,
  filter: Filter | undefined,
): Response {
  const query = filter ? { query: resolveQuestion(filter, new Date()) } : {};
  const body = JSON.stringify(toWire({ ...query, ...answered }));
  return unlessKnown(request, body, { ...JSON_HEADERS, etag: `W/${tagOf(body)}` });
}

/** Bytes that never change, with a tag of their own. */
export function fileResponse(
  request: Request,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>>,
): Response {
  const etag = `W/${tagOf(bytes)}`;
  return unlessKnown(request, Uint8Array.from(bytes), { ...REVALIDATED, ...headers, etag });
}

/** May be kept by whoever asked, and must be asked for again; another's token is another question. */
const REVALIDATED = {
  ...PRIVATE_HEADERS,
  'cache-control': 'private, no-cache',
  vary: 'authorization, cookie',
};
const JSON_HEADERS = { ...REVALIDATED, 'content-type': 'application/json' };

function unlessKnown(
  { headers: asked }: Request,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> & { etag: string },
) {
  return isKnown(asked.get('if-none-match'), headers.etag)
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers });
}

/** RFC 9110 §13.1.2: any of a list, compared weakly, or `*`. */
function isKnown(known: string | null, etag: string) {
  if (known === null) return false;
  const tags = known.match(/(?:W\/)?"[^"]*"|\*/g) ?? [];
  return tags.some((tag) => tag === '*' || plain(tag) === plain(etag));
}

function plain(tag: string) {
  return tag.replace(/^W\//, '');
}

function tagOf(body: string | Uint8Array) {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}
