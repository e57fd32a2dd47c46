import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { DataTable } from '#app/_ui/data-table';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { isOperator } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { userList } from '#lib/queries/user-list';
import { Limits } from './limits.tsx';

/** Who may sign in, and as what. */
export async function UsersPanel({ viewer, now }: { viewer: Viewer; now: Date }) {
  const t = await getTranslations('settings');
  const users = await userList(viewer);
  const operator = isOperator(viewer);
  return (
    <Panel title={t('users.title')} id="users" note={operator ? undefined : t('users.yours')}>
      <DataTable
        caption={t('users.title')}
        rows={users}
        rowKey={({ id }) => id}
        columns={[
          {
            head: t('name'),
            cell: ({ id, name, email }) => (
              <>
                {operator ? (
                  <Link
                    href={id === viewer.userId ? '/settings/account' : `/settings/users/${id}`}
                    className="underline-offset-2 hover:underline"
                  >
                    {name}
                  </Link>
                ) : (
                  name
                )}{' '}
                <span className="ml-1 font-normal text-ink-3">{email}</span>
              </>
            ),
          },
          { head: t('role'), phone: 'keep', cell: ({ role }) => t(`roles.${role}`) },
          {
            head: t('users.domains'),
            className: 'text-ink-2',
            cell: ({ limited, domains, groups }) => (
              <Limits
                domains={domains}
                groups={groups}
                empty={limited ? t('none') : t('users.all')}
              />
            ),
          },
          {
            head: t('users.lastSeen'),
            phone: 'keep',
            className: 'text-ink-2',
            cell: ({ lastSeenAt }) =>
              lastSeenAt ? <Instant at={lastSeenAt} now={now} /> : t('users.noSession'),
          },
        ]}
      />
    </Panel>
  );
}
