'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { faultWords } from '#app/_ui/fault-words';
import { createAccount } from '#lib/auth/account';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { isAppError } from '#lib/errors';
import { ROLES } from '#lib/store/managed-user';

/** What came of it; null before. */
export type UserFormState = { good: boolean; text: string } | null;

const account = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.string().max(254),
  password: z.string().max(200),
  role: z.enum(ROLES),
});

/** Makes an account. Only an owner makes another owner. */
export async function addUserAction(_: UserFormState, form: FormData): Promise<UserFormState> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const t = await getTranslations('settings.users');
  const given = account.safeParse(Object.fromEntries(form));
  if (!given.success) return { good: false, text: t('incomplete') };
  if (given.data.role === 'owner' && viewer.role !== 'owner') {
    return { good: false, text: t('onlyOwners') };
  }
  try {
    await createAccount(viewer, { ...given.data, domains: [] });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { good: false, text: await faultWords(error) };
  }
  refresh();
  return { good: true, text: t('added', { email: given.data.email }) };
}
