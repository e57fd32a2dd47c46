import { ActionButton } from '#app/_ui/action-button.client';
import { type Column, DataTable } from '#app/_ui/data-table';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import type { Viewer } from '#lib/filter/viewer';
import { formatFullDay } from '#lib/format/date';
import { type TokenRow, tokenList } from '#lib/queries/token-list';
import { revokeTokenAction } from './actions.ts';
import { TokenForm } from './token-form.client.tsx';

/** The tokens of the API: what each may do, until when, and when it was last used. */
export async function TokensPanel({ viewer, now }: { viewer: Viewer; now: Date }) {
  const tokens = await tokenList(viewer);
  const columns: Column<TokenRow>[] = [
    {
      head: 'Name',
      cell: ({ id, name }) => (
        <>
          {name}
          <span className="ml-2 font-mono text-[12px] font-normal text-ink-3">dmr_{id}_…</span>
        </>
      ),
    },
    {
      head: 'May',
      phone: 'keep',
      cell: ({ scope }) => (scope === 'read' ? 'read' : 'hand over reports'),
    },
    { head: 'Of', className: 'text-ink-2', cell: ({ userEmail }) => userEmail },
    {
      head: 'Last used',
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ lastUsedAt }) => (lastUsedAt ? <Instant at={lastUsedAt} now={now} /> : 'never'),
    },
    { head: 'Ends', className: 'text-ink-2', cell: (token) => ends(token, now) },
    {
      head: 'Actions',
      silent: true,
      end: true,
      phone: 'keep',
      cell: ({ id, name }) => (
        <ActionButton
          action={revokeTokenAction}
          fields={{ id }}
          kind="danger"
          small
          confirm={`End the token ${name}? Whatever uses it stops working at once.`}
        >
          Revoke
        </ActionButton>
      ),
    },
  ];
  return (
    <Panel title="API tokens" note="for programs: REST API, exports, imports" id="tokens">
      {tokens.length > 0 ? (
        <DataTable caption="API tokens" columns={columns} rows={tokens} rowKey={({ id }) => id} />
      ) : (
        <p className="px-[18px] pt-1 pb-4 text-ink-2">There is no token yet.</p>
      )}
      <TokenForm />
    </Panel>
  );
}

function ends({ expiresAt }: TokenRow, now: Date) {
  if (expiresAt === null) return 'never';
  if (expiresAt <= now) return <span className="text-bad">has ended</span>;
  return formatFullDay(expiresAt.toISOString().slice(0, 10));
}
