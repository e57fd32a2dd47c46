'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { createAccount } from '#lib/auth/account';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { isAppError } from '#lib/errors';
import { ROLES, removeUser } from '#lib/store/user';

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
  const given = account.safeParse(Object.fromEntries(form));
  if (!given.success) return { good: false, text: 'Fill in all fields.' };
  if (given.data.role === 'owner' && viewer.role !== 'owner') {
    return { good: false, text: 'Only an owner can make another owner.' };
  }
  try {
    await createAccount(viewer, { ...given.data, domains: [] });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { good: false, text: error.detail ?? error.message };
  }
  refresh();
  return { good: true, text: `${given.data.email} can sign in now.` };
}

/** Takes an account away, with its sessions and tokens. */
export async function removeUserAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  try {
    await removeUser(viewer, z.string().max(254).parse(form.get('email')));
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { good: false, text: error.detail ?? error.message };
  }
  refresh();
  return null;
}
