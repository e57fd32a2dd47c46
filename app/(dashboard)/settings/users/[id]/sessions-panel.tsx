import { getTranslations } from 'next-intl/server';
import { ActionButton } from '#app/_ui/action-button.client';
import { Panel } from '#app/_ui/panel';
import { SessionsTable } from '#app/(dashboard)/settings/account/sessions-table';
import { sessionBounds } from '#lib/auth/session-bounds';
import type { Viewer } from '#lib/filter/viewer';
import type { Account } from '#lib/queries/account';
import { sessionList } from '#lib/queries/session-list';
import { endUserSessionAction, endUserSessionsAction } from './actions.ts';
import { mayManage } from './may-manage.ts';

type SessionsPanelProps = { viewer: Viewer; account: Account; now: Date };

/** Where somebody is signed in. */
export async function SessionsPanel({ viewer, account, now }: SessionsPanelProps) {
  const t = await getTranslations('account.sessions');
  const sessions = await sessionList(viewer, account.id, sessionBounds(now));
  const { email } = account;
  const managed = mayManage(viewer, account);
  return (
    <Panel
      title={t('title')}
      action={
        managed && sessions.length > 0 ? (
          <ActionButton action={endUserSessionsAction} fields={{ email }} kind="danger" small>
            {t('endAll')}
          </ActionButton>
        ) : undefined
      }
    >
      {sessions.length > 0 ? (
        <SessionsTable
          caption={t('title')}
          sessions={sessions}
          now={now}
          end={({ id }) =>
            managed ? (
              <ActionButton
                action={endUserSessionAction}
                fields={{ email, id }}
                kind="danger"
                small
              >
                {t('end')}
              </ActionButton>
            ) : null
          }
        />
      ) : (
        <p className="px-[18px] pt-1 pb-4 text-ink-2">{t('empty')}</p>
      )}
    </Panel>
  );
}
