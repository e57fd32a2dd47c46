import { useTranslations } from 'next-intl';
import { ActionButton } from '#app/_ui/action-button.client';
import { Fact, Facts } from '#app/_ui/facts';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { Limits } from '#app/(dashboard)/settings/users/limits';
import type { Viewer } from '#lib/filter/viewer';
import type { Account } from '#lib/queries/account';
import { removePasskeysAction, removeSecondStepAction, removeUserAction } from './actions.ts';
import { mayManage } from './may-manage.ts';

/** Who somebody is here, and what may be done about their account. */
export function AccountPanel({ viewer, account }: { viewer: Viewer; account: Account }) {
  const t = useTranslations('settings');
  const { email, domains, groups, limited, role, createdAt } = account;
  return (
    <Panel
      title={t('users.account')}
      action={
        mayManage(viewer, account) ? (
          <ActionButton
            action={removeUserAction}
            fields={{ email }}
            kind="danger"
            small
            confirm={t('users.confirm', { email })}
          >
            {t('users.remove')}
          </ActionButton>
        ) : undefined
      }
    >
      <Facts>
        <Fact name={t('role')}>{t(`roles.${role}`)}</Fact>
        <Fact name={t('users.domains')}>
          <Limits domains={domains} groups={groups} empty={limited ? t('none') : t('users.all')} />
        </Fact>
        <Fact name={t('signIn.secondStep')}>
          <span className="mr-2">{t(account.hasSecondStep ? 'signIn.has' : 'signIn.hasNone')}</span>
          {account.hasSecondStep && mayManage(viewer, account) ? (
            <ActionButton
              action={removeSecondStepAction}
              fields={{ email }}
              kind="danger"
              small
              confirm={t('signIn.takeConfirm', { email })}
            >
              {t('signIn.take')}
            </ActionButton>
          ) : null}
        </Fact>
        <Fact name={t('signIn.passkeys')}>
          <span className="mr-2">{account.passkeys || t('none')}</span>
          {account.passkeys > 0 && mayManage(viewer, account) ? (
            <ActionButton
              action={removePasskeysAction}
              fields={{ email }}
              kind="danger"
              small
              confirm={t('signIn.takeKeysConfirm', { email })}
            >
              {t('signIn.takeKeys')}
            </ActionButton>
          ) : null}
        </Fact>
        <Fact name={t('users.since')}>
          <Instant at={createdAt} />
        </Fact>
      </Facts>
    </Panel>
  );
}
