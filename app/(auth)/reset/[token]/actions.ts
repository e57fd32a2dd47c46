'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { faultWords } from '#app/_ui/fault-words';
import { resetByLink } from '#lib/auth/account-link';
import { isAppError } from '#lib/errors';

/** What the form says after it was sent. */
export type ResetState = { error: string } | null;

const wanted = z.object({ token: z.string().max(64), password: z.string().max(200) });

/** Sets the password of whoever holds a reset link. The link is the proof. */
export async function resetAction(_: ResetState, form: FormData): Promise<ResetState> {
  const t = await getTranslations('resetting');
  const given = wanted.safeParse(Object.fromEntries(form));
  if (!given.success) return { error: t('incomplete') };
  try {
    await resetByLink(given.data.token, given.data.password);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { error: await faultWords(error) };
  }
  redirect('/login?reset=done');
}
