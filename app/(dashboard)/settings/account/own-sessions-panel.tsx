import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { ActionButton } from '#app/_ui/action-button.client';
import { Panel } from '#app/_ui/panel';
import { currentSession } from '#lib/auth/own-account';
import { sessionBounds } from '#lib/auth/session-bounds';
import type { Viewer } from '#lib/filter/viewer';
import { sessionList } from '#lib/queries/session-list';
import { endOtherSessionsAction, endSessionAction } from './actions.ts';
import { SessionsTable } from './sessions-table.tsx';

/** Where one is signed in, and the way to end it there. */
export async function OwnSessionsPanel({ viewer, now }: { viewer: Viewer; now: Date }) {
  const t = await getTranslations('account.sessions');
  const [current, sessions] = await Promise.all([
    currentSession(await headers()),
    sessionList(viewer, viewer.userId ?? '', sessionBounds(now)),
  ]);
  return (
    <Panel
      title={t('title')}
      note={t('note')}
      id="sessions"
      action={
        sessions.length > 1 ? (
          <ActionButton action={endOtherSessionsAction} kind="danger" small>
            {t('endOthers')}
          </ActionButton>
        ) : undefined
      }
    >
      <SessionsTable
        caption={t('title')}
        sessions={sessions}
        current={current}
        now={now}
        end={({ id }) => (
          <ActionButton action={endSessionAction} fields={{ id }} kind="danger" small>
            {t('end')}
          </ActionButton>
        )}
      />
    </Panel>
  );
}
