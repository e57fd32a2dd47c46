import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { Panel } from '#app/_ui/panel';
import type { Viewer } from '#lib/filter/viewer';
import type { Account } from '#lib/queries/account';
import { accountLinks } from '#lib/queries/account-links';
import { ResetForm } from './reset-form.client.tsx';

/** A link for somebody who forgot their password. */
export async function ResetPanel({ viewer, account }: { viewer: Viewer; account: Account }) {
  const [t, f] = await Promise.all([getTranslations('settings.reset'), formats()]);
  const [link] = await accountLinks(viewer, { purpose: 'reset', userId: account.id });
  const { email } = account;
  return (
    <Panel title={t('title')} note={account.hasPassword ? undefined : t('none')}>
      <ResetForm
        email={email}
        open={link ? { id: link.id, text: t('open', { until: f.instant(link.expiresAt) }) } : null}
      />
    </Panel>
  );
}
