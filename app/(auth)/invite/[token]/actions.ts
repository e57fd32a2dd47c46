'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { faultWords } from '#app/_ui/fault-words';
import { join } from '#lib/auth/account-link';
import { isAppError } from '#lib/errors';

/** What the form says after it was sent; what was typed stays. */
export type JoinState = { error: string; name: string } | null;

const joining = z.object({
  token: z.string().max(64),
  name: z.string().trim().min(1).max(100),
  password: z.string().max(200),
});

/** Makes the account of whoever holds an invitation, and signs them in. The link is the proof. */
export async function joinAction(_: JoinState, form: FormData): Promise<JoinState> {
  const t = await getTranslations('invited');
  const given = joining.safeParse(Object.fromEntries(form));
  if (!given.success) return { error: t('incomplete'), name: '' };
  try {
    await join(given.data, await headers());
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { error: await faultWords(error), name: given.data.name };
  }
  redirect('/');
}
