import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { ActionButton } from '#app/_ui/action-button.client';
import { actionsColumn } from '#app/_ui/actions-column';
import { ButtonLink } from '#app/_ui/button';
import { type Column, DataTable } from '#app/_ui/data-table';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import { askGroups } from '#app/(dashboard)/asked';
import { Limits } from '#app/(dashboard)/settings/users/limits';
import type { Viewer } from '#lib/filter/viewer';
import { type TokenRow, tokenList } from '#lib/queries/token-list';
import { revokeTokenAction } from './actions.ts';
import { TokenForm } from './token-form.client.tsx';

/** The tokens of the API: what each may do, until when, and when it was last used. */
export async function TokensPanel({ viewer, now }: { viewer: Viewer; now: Date }) {
  const t = await getTranslations('settings');
  const [tokens, groups] = await Promise.all([tokenList(viewer), askGroups(viewer)]);
  const columns: Column<TokenRow>[] = [
    {
      head: t('name'),
      cell: ({ id, name }) => (
        <>
          {name}
          <span className="ml-2 font-mono text-[12px] font-normal text-ink-3">dmr_{id}_…</span>
        </>
      ),
    },
    {
      head: t('tokens.may'),
      phone: 'keep',
      cell: ({ scope }) => t(`tokens.${scope}`),
    },
    { head: t('tokens.of'), className: 'text-ink-2', cell: ({ userEmail }) => userEmail },
    {
      head: t('tokens.domains'),
      className: 'text-ink-2',
      cell: ({ domains, groups: of }) => (
        <Limits domains={domains} groups={of} empty={t('tokens.all')} />
      ),
    },
    {
      head: t('tokens.lastUsed'),
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ lastUsedAt }) => (lastUsedAt ? <Instant at={lastUsedAt} now={now} /> : t('never')),
    },
    {
      head: t('tokens.ends'),
      className: 'text-ink-2',
      cell: (token) => <Ends token={token} now={now} />,
    },
    actionsColumn(t('actions'), ({ id, name }) => (
      <ActionButton
        action={revokeTokenAction}
        fields={{ id }}
        kind="danger"
        small
        confirm={t('tokens.confirm', { name })}
      >
        {t('tokens.revoke')}
      </ActionButton>
    )),
  ];
  return (
    <Panel
      title={t('tokens.title')}
      note={t('tokens.note')}
      id="tokens"
      action={
        <ButtonLink href="/settings/api" small>
          {t('tokens.api')}
        </ButtonLink>
      }
    >
      {tokens.length > 0 ? (
        <DataTable
          caption={t('tokens.title')}
          columns={columns}
          rows={tokens}
          rowKey={({ id }) => id}
        />
      ) : (
        <p className="px-[18px] pt-1 pb-4 text-ink-2">{t('tokens.empty')}</p>
      )}
      <TokenForm groups={groups} />
    </Panel>
  );
}

function Ends({ token: { expiresAt }, now }: { token: TokenRow; now: Date }) {
  const t = useTranslations('settings');
  const f = useFormats();
  if (expiresAt === null) return t('never');
  if (expiresAt <= now) return <span className="text-bad">{t('tokens.ended')}</span>;
  return f.fullDay(expiresAt.toISOString().slice(0, 10));
}
