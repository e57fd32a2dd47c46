import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
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
  const t = await getTranslations('settings');
  const mailboxes = await listMailboxes(viewer);
  const operator = isOperator(viewer);
  return (
    <Panel
      title={t('mailboxes.title')}
      note={t('mailboxes.note')}
      action={
        operator && mailboxes.length > 0 ? (
          <ButtonLink href="/settings/mailboxes/new" small>
            {t('mailboxes.add')}
          </ButtonLink>
        ) : null
      }
    >
      {mailboxes.length === 0 ? (
        <Empty
          kind="never"
          title={t('mailboxes.empty')}
          {...(operator
            ? { action: { href: '/settings/mailboxes/new', text: t('mailboxes.connect') } }
            : {})}
        />
      ) : (
        <DataTable
          caption={t('mailboxes.title')}
          rows={mailboxes}
          rowKey={({ name }) => name}
          columns={[
            { head: t('name'), cell: ({ name }) => <Name name={name} operator={operator} /> },
            {
              head: t('mailboxes.account'),
              phone: 'keep',
              className: 'text-ink-2',
              cell: ({ username, host }) => t('mailboxes.userOnHost', { username, host }),
            },
            { head: t('mailboxes.folder'), className: 'text-ink-2', cell: ({ folder }) => folder },
            {
              head: t('mailboxes.afterReading'),
              className: 'text-ink-2',
              cell: (mailbox) => <After mailbox={mailbox} />,
            },
            {
              head: t('mailboxes.lastLook'),
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

function After({ mailbox: { afterSuccess } }: { mailbox: MailboxRow }) {
  const t = useTranslations('settings.mailboxes.after');
  if (afterSuccess === 'leave' || afterSuccess === 'seen' || afterSuccess === 'delete') {
    return t(afterSuccess);
  }
  return t('move', { folder: afterSuccess.replace(/^move:/, '') });
}

function LastLook({ mailbox, now }: { mailbox: MailboxRow; now: Date }) {
  const t = useTranslations('settings.mailboxes');
  const { paused, lastPollAt, lastError } = mailbox;
  if (paused) return <span className="text-ink-3">{t('paused')}</span>;
  if (!lastPollAt) return <span className="text-ink-3">{t('notYet')}</span>;
  return (
    <span>
      <Glyph
        name={lastError ? 'x' : 'check'}
        className={lastError ? 'text-delivered' : 'text-passed'}
      />{' '}
      <Instant at={lastPollAt} now={now} />
      {lastError ? (
        <span lang="en" className="block text-small text-bad">
          {lastError}
        </span>
      ) : null}
    </span>
  );
}
