import { ButtonLink } from '#app/_ui/button';
import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { Empty } from '#app/_ui/empty';
import { Glyph } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { isOperator } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { listMailboxes, type MailboxRow } from '#lib/queries/mailbox-list';

/** The mailboxes that reports are read from. */
export async function MailboxesPanel({ viewer, now }: { viewer: Viewer; now: Date }) {
  const mailboxes = await listMailboxes(viewer);
  const operator = isOperator(viewer);
  return (
    <Panel
      title="Mailboxes"
      note="where reports come from"
      action={
        operator && mailboxes.length > 0 ? (
          <ButtonLink href="/settings/mailboxes/new" small>
            Add a mailbox
          </ButtonLink>
        ) : null
      }
    >
      {mailboxes.length === 0 ? (
        <Empty
          kind="never"
          title="No mailbox is connected"
          {...(operator
            ? { action: { href: '/settings/mailboxes/new', text: 'Connect a mailbox' } }
            : {})}
        />
      ) : (
        <DataTable
          caption="Mailboxes"
          rows={mailboxes}
          rowKey={({ name }) => name}
          columns={[
            { head: 'Name', cell: ({ name }) => <Name name={name} operator={operator} /> },
            {
              head: 'Account',
              phone: 'keep',
              className: 'text-ink-2',
              cell: ({ username, host }) => `${username} on ${host}`,
            },
            { head: 'Folder', className: 'text-ink-2', cell: ({ folder }) => folder },
            { head: 'After reading', className: 'text-ink-2', cell: afterWords },
            {
              head: 'Last look',
              phone: 'keep',
              cell: (mailbox) => <LastLook mailbox={mailbox} now={now} />,
            },
          ]}
        />
      )}
    </Panel>
  );
}

function Name({ name, operator }: { name: string; operator: boolean }) {
  if (!operator) return name;
  return (
    <DrillLink className="whitespace-nowrap" href={`/settings/mailboxes/${name}`}>
      {name}
    </DrillLink>
  );
}

function afterWords({ afterSuccess }: MailboxRow) {
  if (afterSuccess === 'leave') return 'mails stay as they are';
  if (afterSuccess === 'seen') return 'mails are marked as read';
  if (afterSuccess === 'delete') return 'mails are deleted';
  return `mails move to ${afterSuccess.replace(/^move:/, '')}`;
}

function LastLook({ mailbox, now }: { mailbox: MailboxRow; now: Date }) {
  const { paused, lastPollAt, lastError } = mailbox;
  if (paused) return <span className="text-ink-3">paused</span>;
  if (!lastPollAt) return <span className="text-ink-3">not yet</span>;
  return (
    <span>
      <Glyph
        name={lastError ? 'x' : 'check'}
        className={lastError ? 'text-delivered' : 'text-passed'}
      />{' '}
      <Instant at={lastPollAt} now={now} />
      {lastError ? <span className="block text-small text-bad">{lastError}</span> : null}
    </span>
  );
}
