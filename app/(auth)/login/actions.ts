'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { faultWords } from '#app/_ui/fault-words';
import { nextPath } from '#lib/auth/next-path';
import { signInByPasskey } from '#lib/auth/passkey-sign-in';
import { type SignedIn, signIn } from '#lib/auth/sign-in';
import { ticketCookie } from '#lib/auth/ticket-cookie';
import { isAppError } from '#lib/errors';

/** What the form says after it was sent; when all went well, nobody is there to read it. */
export type SignInState = { error: string; email: string } | null;

const credentials = z.object({ email: z.string().max(254), password: z.string().max(128) });

const passkey = z.object({ sealed: z.string().max(1000), response: z.string().max(10_000) });

/** Opens a session for whoever has signed this page's challenge, and goes where they wanted to go. */
export async function signInByPasskeyAction(_: SignInState, form: FormData): Promise<SignInState> {
  const t = await getTranslations('login');
  const given = passkey.safeParse(Object.fromEntries(form));
  if (!given.success) return { error: t('noPasskey'), email: '' };
  try {
    await signInByPasskey(given.data, await headers());
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { error: await faultWords(error), email: '' };
  }
  redirect(nextPath(form.get('next')));
}

/** Opens a session and goes where the person wanted to go, or to the second step. */
export async function signInAction(_: SignInState, form: FormData): Promise<SignInState> {
  const t = await getTranslations('login');
  const given = credentials.safeParse(Object.fromEntries(form));
  if (!given.success) return { error: t('incomplete'), email: '' };
  const next = nextPath(form.get('next'));
  let signedIn: SignedIn;
  try {
    signedIn = await signIn(given.data, await headers());
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { error: await faultWords(error), email: given.data.email };
  }
  if ('headers' in signedIn) redirect(next);
  const { name, options } = ticketCookie('step');
  (await cookies()).set(name, signedIn.ticket, options);
  redirect(`/login/step?next=${encodeURIComponent(next)}`);
}
