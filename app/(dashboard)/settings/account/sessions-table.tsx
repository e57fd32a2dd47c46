import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { actionsColumn } from '#app/_ui/actions-column';
import { Badge } from '#app/_ui/badge';
import { DataTable } from '#app/_ui/data-table';
import { Instant } from '#app/_ui/instant';
import { readDevice } from '#lib/format/device';
import type { SessionRow } from '#lib/queries/session-list';

type SessionsTableProps = {
  caption: string;
  sessions: readonly SessionRow[];
  /** The session of whoever looks on. */
  current?: string;
  now: Date;
  /** The button that ends a session. */
  end: (session: SessionRow) => ReactNode;
};

/** Open sessions: where each is, since when, and when it was last used. */
export function SessionsTable({ caption, sessions, current, now, end }: SessionsTableProps) {
  const t = useTranslations('account.sessions');
  return (
    <DataTable
      caption={caption}
      rows={sessions}
      rowKey={({ id }) => id}
      columns={[
        {
          head: t('device'),
          cell: (session) => (
            <>
              <DeviceName userAgent={session.userAgent} />
              {session.id === current ? <Badge>{t('thisOne')}</Badge> : null}
            </>
          ),
        },
        {
          head: t('address'),
          phone: 'keep',
          className: 'text-ink-2',
          cell: ({ address }) =>
            address ? <span className="font-mono text-[12px]">{address}</span> : t('noAddress'),
        },
        {
          head: t('opened'),
          phone: 'keep',
          className: 'text-ink-2',
          cell: ({ openedAt }) => <Instant at={openedAt} now={now} />,
        },
        {
          head: t('used'),
          phone: 'keep',
          className: 'text-ink-2',
          cell: ({ usedAt }) => <Instant at={usedAt} now={now} />,
        },
        actionsColumn(t('actions'), (session: SessionRow) =>
          session.id === current ? null : end(session),
        ),
      ]}
    />
  );
}

function DeviceName({ userAgent }: Pick<SessionRow, 'userAgent'>) {
  const t = useTranslations('account.sessions');
  const { browser, system } = readDevice(userAgent);
  const words = system
    ? t('on', { browser: browser ?? t('unknown'), system })
    : (browser ?? t('unknown'));
  return (
    <span title={userAgent ?? undefined} translate="no" className="mr-2">
      {words}
    </span>
  );
}
