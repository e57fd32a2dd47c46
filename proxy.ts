import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy } from '#lib/auth/content-security-policy';
import { REQUESTED_PATH } from '#lib/auth/next-path';
import { isSameOrigin } from '#lib/auth/same-origin';
import { env } from '#lib/env';

/** Pages and their actions. Routes under /api answer for themselves and need none of this. */
export const config = { matcher: ['/((?!api/|metrics$|_next/static/|icon.svg).*)'] };

/**
 * Runs before each page: gives it a nonce for its scripts and its own path, and refuses what another
 * site wants changed. It decides nothing about access; pages do (requireViewer).
 */
export function proxy(request: NextRequest): NextResponse {
  if (changesSomething(request) && !isSameOrigin(request.headers, ownAddress())) {
    return refusal(403, 'This request does not come from a page of this site.');
  }
  if (changesSomething(request) && isTooLong(request)) {
    return refusal(413, 'This request is longer than this page takes.');
  }
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), {
    // biome-ignore lint/style/noProcessEnv: Next sets it, and replaces it in the build.
    development: process.env.NODE_ENV === 'development',
  });
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set(REQUESTED_PATH, pathOf(request));
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('cache-control', 'private, no-store');
  // A proxy that ends TLS may not say so, but PUBLIC_URL does.
  if (env().PUBLIC_URL?.startsWith('https:')) {
    response.headers.set('strict-transport-security', 'max-age=63072000');
  }
  return response;
}

function refusal(status: number, text: string) {
  return new NextResponse(text, { status, headers: { 'cache-control': 'no-store' } });
}

/** What a form of ours takes; a length that is not told is not believed (SECURITY 1.2). */
const LONGEST_FORM = 2 ** 20;

/** Pages with a place to drop reports, whose own limit is that of Next (next.config.ts). */
const WITH_UPLOAD = /^\/(ingest|welcome)$/;

function isTooLong({ headers, method, nextUrl }: NextRequest) {
  if (WITH_UPLOAD.test(nextUrl.pathname) && headers.get('cookie')) return false;
  const length = headers.get('content-length');
  if (length === null) return method !== 'DELETE';
  return !(Number(length) <= LONGEST_FORM);
}

function changesSomething({ method }: NextRequest) {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}

function ownAddress() {
  return { publicUrl: env().PUBLIC_URL, proxies: env().TRUSTED_PROXIES };
}

function pathOf({ nextUrl }: NextRequest) {
  const url = new URL(nextUrl);
  // Next's own mark on a request for a page's data.
  url.searchParams.delete('_rsc');
  return `${url.pathname}${url.search}`;
}
