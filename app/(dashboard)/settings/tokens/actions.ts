'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { ActionResult } from '#app/_ui/action-button.client';
import { whyNot } from '#app/_ui/told';
import { namedDomains, tickedGroups } from '#app/(dashboard)/settings/users/named-domains';
import { requireViewer } from '#lib/auth/require-viewer';
import { createToken } from '#lib/auth/token';
import { removeToken, TOKEN_SCOPES } from '#lib/store/token';

/** The new token, for the only time it can be seen; or what was wrong. */
export type TokenFormState = { token: string; name: string } | { error: string } | null;

const wanted = z.object({
  name: z.string().trim().min(1).max(100),
  scope: z.enum(TOKEN_SCOPES),
  days: z.enum(['30', '90', '365', 'never']),
  domains: namedDomains,
  groups: tickedGroups,
});

/** Makes a token for the viewer's own account. */
export async function createTokenAction(
  _: TokenFormState,
  form: FormData,
): Promise<TokenFormState> {
  const viewer = await requireViewer();
  const t = await getTranslations('settings.tokens');
  const ticked = form.getAll('group');
  const given = wanted.safeParse({ ...Object.fromEntries(form), groups: ticked });
  if (!given.success) return { error: t('nameless') };
  const { name, scope, days, domains, groups } = given.data;
  try {
    const expiresInDays = days === 'never' ? null : Number(days);
    const token = await createToken(viewer, { name, scope, domains, groups, expiresInDays });
    refresh();
    return { token, name };
  } catch (error) {
    return { error: await whyNot(error) };
  }
}

/** Ends a token at once. */
export async function revokeTokenAction(_: ActionResult, form: FormData): Promise<ActionResult> {
  const viewer = await requireViewer();
  try {
    await removeToken(viewer, z.string().max(64).parse(form.get('id')));
  } catch (error) {
    return { good: false, text: await whyNot(error) };
  }
  refresh();
  return null;
}
