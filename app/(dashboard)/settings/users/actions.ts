'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { told, whyNot } from '#app/_ui/told';
import { invite } from '#lib/auth/account-link';
import { requireOperator, requireViewer } from '#lib/auth/require-viewer';
import { removeLink } from '#lib/store/account-link';
import { ROLES } from '#lib/store/managed-user';
import type { LinkState } from './link-notice.client.tsx';
import { namedDomains, tickedGroups } from './named-domains.tsx';

const invited = z.object({
  email: z.string().max(254),
  role: z.enum(ROLES),
  domains: namedDomains,
  groups: tickedGroups,
});

/** Makes a link by which a person makes their own account. Only an owner invites another owner. */
export async function inviteAction(_: LinkState, form: FormData): Promise<LinkState> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  const t = await getTranslations('settings.invites');
  const groups = form.getAll('group');
  const given = invited.safeParse({ ...Object.fromEntries(form), groups });
  if (!given.success) return { error: t('incomplete') };
  if (given.data.role === 'owner' && viewer.role !== 'owner') return { error: t('onlyOwners') };
  try {
    const path = await invite(viewer, given.data);
    refresh();
    return { path, email: given.data.email };
  } catch (error) {
    return { error: await whyNot(error) };
  }
}

/** Takes an invitation back. */
export async function revokeInviteAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  requireOperator(viewer);
  return await told(async () => {
    await removeLink(viewer, z.uuid().parse(form.get('id')));
    return null;
  });
}
