'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { told } from '#app/_ui/told';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { endSession, endSessions } from '#lib/store/session';
import { removeUser } from '#lib/store/user';

const email = z.string().max(254);

/** Takes an account away, with its sessions and tokens. */
export async function removeUserAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const refused = await told(async () => {
    await removeUser(viewer, email.parse(form.get('email')));
    return null;
  });
  return refused ?? redirect('/settings#users');
}

/** Ends one session of an account. */
export async function endUserSessionAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  return await told(async () => {
    const id = z.string().max(64).parse(form.get('id'));
    await endSession(viewer, email.parse(form.get('email')), id);
    return null;
  });
}

/** Ends every session of an account. */
export async function endUserSessionsAction(
  _: ActionResult,
  form: FormData,
): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const t = await getTranslations('account.sessions');
  return await told(async () => {
    const ended = await endSessions(viewer, email.parse(form.get('email')));
    return t('ended', { n: ended });
  });
}
