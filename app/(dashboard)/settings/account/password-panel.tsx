import { getTranslations } from 'next-intl/server';
import { Panel } from '#app/_ui/panel';
import { ownAccount } from '#lib/auth/own-account';
import type { Viewer } from '#lib/filter/viewer';
import { PasswordForm } from './password-form.client.tsx';

/** Another password for oneself, where there is one. */
export async function PasswordPanel({ viewer }: { viewer: Viewer }) {
  const [t, account] = await Promise.all([getTranslations('account.password'), ownAccount(viewer)]);
  return (
    <Panel title={t('title')} note={account.hasPassword ? t('note') : undefined}>
      {account.hasPassword ? (
        <PasswordForm email={account.email} />
      ) : (
        <p className="px-[18px] pt-1 pb-4 text-ink-2">{t('none')}</p>
      )}
    </Panel>
  );
}
