import { getTranslations } from 'next-intl/server';
import { Panel } from '#app/_ui/panel';
import { askGroups } from '#app/(dashboard)/asked';
import type { Viewer } from '#lib/filter/viewer';
import type { Account } from '#lib/queries/account';
import { LimitForm } from './limit-form.client.tsx';

/** Which domains somebody sees, and another choice. */
export async function LimitsPanel({ viewer, account }: { viewer: Viewer; account: Account }) {
  const t = await getTranslations('settings.users');
  const { email, limited, domains, groups } = account;
  return (
    <Panel title={t('limits')} note={t('limitsNote')}>
      <LimitForm
        email={email}
        limited={limited}
        domains={domains}
        chosen={groups}
        groups={await askGroups(viewer)}
      />
    </Panel>
  );
}
