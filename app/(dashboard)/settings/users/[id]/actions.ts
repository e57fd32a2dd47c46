'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { told, whyNot } from '#app/_ui/told';
import type { LinkState } from '#app/(dashboard)/settings/users/link-notice.client';
import { namedDomains, tickedGroups } from '#app/(dashboard)/settings/users/named-domains';
import { makeResetLink } from '#lib/auth/account-link';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { removeLink } from '#lib/store/account-link';
import { removePasskeys } from '#lib/store/passkey';
import { endSession, endSessions } from '#lib/store/session';
import { removeTotp } from '#lib/store/totp';
import { removeUser } from '#lib/store/user';
import { limitAccount } from '#lib/store/user-limits';

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

const limits = z.object({
  sees: z.enum(['all', 'some']),
  domains: namedDomains,
  groups: tickedGroups,
});

/** Limits an account to domains and groups, or lifts its limits. */
export async function limitAccountAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const t = await getTranslations('settings.users');
  const given = limits.parse({ ...Object.fromEntries(form), groups: form.getAll('group') });
  const { sees, ...named } = given;
  // An empty field must not open everything.
  if (sees === 'some' && named.domains.length + named.groups.length === 0) {
    return { good: false, text: t('nameSome') };
  }
  return await told(async () => {
    const chosen = sees === 'all' ? { domains: [] } : named;
    await limitAccount(viewer, email.parse(form.get('email')), chosen);
    return t('limitsSaved');
  });
}

/** Makes a link by which the owner of an account sets a new password. */
export async function makeResetLinkAction(_: LinkState, form: FormData): Promise<LinkState> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const address = email.parse(form.get('email'));
  try {
    const path = await makeResetLink(viewer, address);
    refresh();
    return { path, email: address };
  } catch (error) {
    return { error: await whyNot(error) };
  }
}

/** Takes back the link by which a password could be set. */
export async function revokeResetLinkAction(
  _: ActionResult,
  form: FormData,
): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  return await told(async () => {
    await removeLink(viewer, z.uuid().parse(form.get('id')));
    return null;
  });
}

/** Takes the second step from somebody who lost their device. */
export async function removeSecondStepAction(
  _: ActionResult,
  form: FormData,
): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  return await told(async () => {
    await removeTotp(viewer, email.parse(form.get('email')));
    return null;
  });
}

/** Takes the passkeys from somebody who lost their device. */
export async function removePasskeysAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  return await told(async () => {
    await removePasskeys(viewer, email.parse(form.get('email')));
    return null;
  });
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
