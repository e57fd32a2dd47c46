'use server';

import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { told } from '#app/_ui/told';
import { changePassword, endOtherSessions, endOwnSession } from '#lib/auth/own-account';
import { requireViewer } from '#lib/auth/require-viewer';

const passwords = z.object({ current: z.string().max(128), wanted: z.string().max(200) });

/** Gives the viewer another password, and ends their sessions elsewhere. */
export async function changePasswordAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  const t = await getTranslations('account.password');
  const given = passwords.safeParse(Object.fromEntries(form));
  if (!given.success) return { good: false, text: t('incomplete') };
  return await told(async () => {
    await changePassword(viewer, given.data, await headers());
    return t('changed');
  });
}

/** Ends one of the viewer's sessions. */
export async function endSessionAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  return await told(async () => {
    await endOwnSession(viewer, z.string().max(64).parse(form.get('id')));
    return null;
  });
}

/** Ends all of the viewer's sessions but this one. */
export async function endOtherSessionsAction(): Promise<ActionResult> {
  const viewer = await requireViewer();
  const t = await getTranslations('account.sessions');
  return await told(async () => {
    const ended = await endOtherSessions(viewer, await headers());
    return t('ended', { n: ended });
  });
}
