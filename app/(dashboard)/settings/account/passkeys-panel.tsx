import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { ActionButton } from '#app/_ui/action-button.client';
import { actionsColumn } from '#app/_ui/actions-column';
import { DataTable } from '#app/_ui/data-table';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { ownAccount } from '#lib/auth/own-account';
import { askForPasskey } from '#lib/auth/passkey';
import { passkeySite } from '#lib/auth/passkey-site';
import type { Viewer } from '#lib/filter/viewer';
import { type PasskeyRow, passkeyList } from '#lib/queries/passkey-list';
import { removePasskeyAction } from './actions.ts';
import { PasskeyForm } from './passkey-form.client.tsx';
import { PasskeyName } from './passkey-name.client.tsx';

/** The passkeys of the viewer, and one more. */
export async function PasskeysPanel({ viewer, now }: { viewer: Viewer; now: Date }) {
  const [t, account] = await Promise.all([getTranslations('account.passkeys'), ownAccount(viewer)]);
  const site = passkeySite(await headers());
  const passkeys = await passkeyList(viewer, account.id);
  const question = site ? await askForPasskey(viewer, site) : null;
  return (
    <Panel title={t('title')} note={t('note')} id="passkeys">
      {passkeys.length > 0 ? (
        <DataTable
          caption={t('title')}
          rows={passkeys}
          rowKey={({ id }) => id}
          columns={[
            { head: t('name'), cell: ({ id, name }) => <PasskeyName id={id} name={name} /> },
            {
              head: t('added'),
              phone: 'keep',
              className: 'text-ink-2',
              cell: ({ createdAt }) => <Instant at={createdAt} now={now} />,
            },
            {
              head: t('used'),
              phone: 'keep',
              className: 'text-ink-2',
              cell: ({ lastUsedAt }) =>
                lastUsedAt ? <Instant at={lastUsedAt} now={now} /> : t('unused'),
            },
            actionsColumn(t('actions'), ({ id, name }: PasskeyRow) => (
              <ActionButton
                action={removePasskeyAction}
                fields={{ id }}
                kind="danger"
                small
                confirm={t('confirm', { name })}
              >
                {t('remove')}
              </ActionButton>
            )),
          ]}
        />
      ) : (
        <p className="max-w-[80ch] px-[18px] pt-1 pb-3 text-ink-2">{t('lead')}</p>
      )}
      {question ? (
        <PasskeyForm {...question} email={account.email} hasPassword={account.hasPassword} />
      ) : (
        <p className="max-w-[80ch] px-[18px] pb-4 text-ink-2">{t('noHost')}</p>
      )}
    </Panel>
  );
}
