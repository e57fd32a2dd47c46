import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { finishSso } from '#lib/auth/sso';
import { ticketCookie } from '#lib/auth/ticket-cookie';
import { isAppError } from '#lib/errors';

/** Where the identity provider sends somebody back to. */
export async function GET({ nextUrl, headers }: NextRequest): Promise<Response> {
  const jar = await cookies();
  const { name, options } = ticketCookie('sso');
  const ticket = jar.get(name)?.value ?? '';
  jar.set(name, '', { ...options, maxAge: 0 });
  return redirect(await finish(ticket, nextUrl.search, headers));
}

async function finish(ticket: string, search: string, request: Headers) {
  try {
    return (await finishSso(ticket, search, request)).next;
  } catch (error) {
    if (!isAppError(error) || !error.reason) throw error;
    return `/login?fault=${error.reason.why}`;
  }
}
