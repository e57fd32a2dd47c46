import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { nextPath } from '#lib/auth/next-path';
import { oidcName } from '#lib/auth/oidc';
import { beginSso } from '#lib/auth/sso';
import { ticketCookie } from '#lib/auth/ticket-cookie';
import { isAppError } from '#lib/errors';

/** Sends somebody to the identity provider. */
export async function GET({ nextUrl, headers }: NextRequest): Promise<Response> {
  if (oidcName() === null) redirect('/login');
  const begun = await begin(nextPath(nextUrl.searchParams.get('next')), headers);
  if ('fault' in begun) redirect(`/login?fault=${begun.fault}`);
  const { name, options } = ticketCookie('sso');
  (await cookies()).set(name, begun.ticket, options);
  return redirect(begun.url.href);
}

async function begin(next: string, request: Headers) {
  try {
    return await beginSso(next, request);
  } catch (error) {
    if (!isAppError(error) || !error.reason) throw error;
    return { fault: error.reason.why };
  }
}
