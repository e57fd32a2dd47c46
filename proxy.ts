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
    return new NextResponse('This request does not come from a page of this site.', {
      status: 403,
    });
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
  return response;
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
