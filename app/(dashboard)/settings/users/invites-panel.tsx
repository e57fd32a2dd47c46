import { getTranslations } from 'next-intl/server';
import { ActionButton } from '#app/_ui/action-button.client';
import { actionsColumn } from '#app/_ui/actions-column';
import { DataTable } from '#app/_ui/data-table';
import { formats } from '#app/_ui/formats';
import { Panel } from '#app/_ui/panel';
import { askGroups } from '#app/(dashboard)/asked';
import type { Viewer } from '#lib/filter/viewer';
import { type AccountLinkRow, accountLinks } from '#lib/queries/account-links';
import { revokeInviteAction } from './actions.ts';
import { InviteForm } from './invite-form.client.tsx';
import { Limits } from './limits.tsx';

/** Who was invited and has not come yet, and a link for one more. */
export async function InvitesPanel({ viewer }: { viewer: Viewer }) {
  const [t, f] = await Promise.all([getTranslations('settings'), formats()]);
  const [invites, groups] = await Promise.all([
    accountLinks(viewer, { purpose: 'invite' }),
    askGroups(viewer),
  ]);
  return (
    <Panel title={t('invites.title')} note={t('invites.note')} id="invites">
      {invites.length > 0 ? (
        <DataTable
          caption={t('invites.title')}
          rows={invites}
          rowKey={({ id }) => id}
          columns={[
            { head: t('invites.email'), cell: ({ email }) => email },
            {
              head: t('role'),
              phone: 'keep',
              cell: ({ role }) => (role ? t(`roles.${role}`) : null),
            },
            {
              head: t('users.domains'),
              className: 'text-ink-2',
              cell: ({ domains, groups: of }) => (
                <Limits domains={domains} groups={of} empty={t('users.all')} />
              ),
            },
            {
              head: t('invites.madeBy'),
              className: 'text-ink-2',
              cell: ({ madeBy }) => madeBy,
            },
            {
              head: t('invites.until'),
              phone: 'keep',
              className: 'text-ink-2',
              cell: ({ expiresAt }) => f.instant(expiresAt),
            },
            actionsColumn(t('actions'), ({ id, email }: AccountLinkRow) => (
              <ActionButton
                action={revokeInviteAction}
                fields={{ id }}
                kind="danger"
                small
                confirm={t('invites.confirm', { email })}
              >
                {t('invites.revoke')}
              </ActionButton>
            )),
          ]}
        />
      ) : (
        <p className="px-[18px] pt-1 pb-4 text-ink-2">{t('invites.empty')}</p>
      )}
      <InviteForm groups={groups} />
    </Panel>
  );
}
