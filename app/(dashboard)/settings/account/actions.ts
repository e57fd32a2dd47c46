'use server';

import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import type { CodesState } from '#app/_ui/recovery-codes.client';
import { told, whyNot } from '#app/_ui/told';
import { changePassword, endOtherSessions, endOwnSession } from '#lib/auth/own-account';
import { dropPasskey, keepPasskey, namePasskey } from '#lib/auth/passkey';
import { requireViewer } from '#lib/auth/require-viewer';
import { removeSecondStep, renewRecoveryCodes } from '#lib/auth/second-step';

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

/** Other recovery codes for the viewer, or no second step any more. */
export async function changeSecondStepAction(_: CodesState, form: FormData): Promise<CodesState> {
  const viewer = await requireViewer();
  const password = z.string().max(128).catch('').parse(form.get('password'));
  try {
    const request = await headers();
    const renews = form.get('do') === 'renew';
    const codes = renews ? await renewRecoveryCodes(viewer, password, request) : null;
    if (!renews) await removeSecondStep(viewer, password, request);
    refresh();
    return codes ? { codes } : null;
  } catch (error) {
    return { error: await whyNot(error) };
  }
}

const passkey = z.object({
  name: z.string().trim().min(1).max(100),
  password: z.string().max(128).nullable().default(null),
  sealed: z.string().max(1000),
  response: z.string().max(20_000),
});

/** Keeps the passkey that the viewer's browser has made. */
export async function addPasskeyAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  const t = await getTranslations('account.passkeys');
  const given = passkey.safeParse(Object.fromEntries(form));
  if (!given.success) return { good: false, text: t('incomplete') };
  return await told(async () => {
    await keepPasskey(viewer, given.data, await headers());
    return t('made', { name: given.data.name });
  });
}

const renamed = passkey.pick({ name: true }).extend({ id: z.string().max(1400) });

/** Gives one of the viewer's passkeys another name. */
export async function renamePasskeyAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  const t = await getTranslations('account.passkeys');
  const given = renamed.safeParse(Object.fromEntries(form));
  if (!given.success) return { good: false, text: t('incomplete') };
  return await told(async () => {
    await namePasskey(viewer, given.data);
    return null;
  });
}

/** Takes one of the viewer's passkeys away. */
export async function removePasskeyAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  return await told(async () => {
    await dropPasskey(viewer, z.string().max(1400).parse(form.get('id')));
    return null;
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
