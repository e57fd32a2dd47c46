'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { faultWords } from '#app/_ui/fault-words';
import { nextPath } from '#lib/auth/next-path';
import { finishSignIn } from '#lib/auth/second-step';
import { ticketCookie } from '#lib/auth/ticket-cookie';
import { isAppError } from '#lib/errors';

/** What the form says after it was sent. */
export type CodeState = { error: string } | null;

/** The second step of a sign-in, for whoever holds the ticket of the first. */
export async function finishSignInAction(_: CodeState, form: FormData): Promise<CodeState> {
  const jar = await cookies();
  const { name, options } = ticketCookie('step');
  const code = z.string().max(64).catch('').parse(form.get('code'));
  try {
    await finishSignIn(jar.get(name)?.value ?? '', code, await headers());
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { error: await faultWords(error) };
  }
  jar.set(name, '', { ...options, maxAge: 0 });
  redirect(nextPath(form.get('next')));
}
