import { ActionButton } from '#app/_ui/action-button.client';
import { DataTable } from '#app/_ui/data-table';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { isOperator } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { userList } from '#lib/queries/user-list';
import { removeUserAction } from './actions.ts';
import { UserForm } from './user-form.client.tsx';

/** Who may sign in, and as what. */
export async function UsersPanel({ viewer, now }: { viewer: Viewer; now: Date }) {
  const users = await userList(viewer);
  const operator = isOperator(viewer);
  return (
    <Panel title="Users" id="users" note={operator ? undefined : 'your account'}>
      <DataTable
        caption="Users"
        rows={users}
        rowKey={({ id }) => id}
        columns={[
          {
            head: 'Name',
            cell: ({ name, email }) => (
              <>
                {name} <span className="ml-1 font-normal text-ink-3">{email}</span>
              </>
            ),
          },
          { head: 'Role', phone: 'keep', cell: ({ role }) => role },
          {
            head: 'Domains',
            className: 'text-ink-2',
            cell: ({ domains }) => (domains.length === 0 ? 'all' : domains.join(', ')),
          },
          {
            head: 'Last seen',
            phone: 'keep',
            className: 'text-ink-2',
            cell: ({ lastSeenAt }) =>
              lastSeenAt ? <Instant at={lastSeenAt} now={now} /> : 'no open session',
          },
          {
            head: 'Actions',
            silent: true,
            end: true,
            phone: 'keep',
            cell: ({ id, email }) =>
              operator && id !== viewer.userId ? (
                <ActionButton
                  action={removeUserAction}
                  fields={{ email }}
                  kind="danger"
                  small
                  confirm={`Remove the account ${email}? Its sessions and tokens end at once.`}
                >
                  Remove
                </ActionButton>
              ) : null,
          },
        ]}
      />
      {operator ? <UserForm /> : null}
    </Panel>
  );
}
