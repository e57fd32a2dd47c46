import { ActionButton } from '#app/_ui/action-button.client';
import { ButtonLink } from '#app/_ui/button';
import { Empty } from '#app/_ui/empty';
import { Glyph, type GlyphName } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { isOperator } from '#lib/auth/require-viewer';
import { formatCount } from '#lib/format/number';
import type { MailboxState, MailboxStatus } from '#lib/queries/ingest-status';
import { pauseAction, pollAction } from './actions.ts';
import { askStatus, type IngestAsk } from './asked.ts';

/** The mailboxes: what each is doing, when it was last looked into, and what went wrong. */
export async function SourcesOfReports({ viewer, now }: IngestAsk) {
  const { mailboxes } = await askStatus(viewer, now);
  const operator = isOperator(viewer);
  return (
    <Panel
      title="Mailboxes"
      note={mailboxes.length > 0 ? 'looked into by the worker' : undefined}
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
        >
          Reports arrive by mail. Connect the mailbox that your DMARC record names, or upload files.
        </Empty>
      ) : (
        <ul className="mt-1">
          {mailboxes.map((mailbox) => (
            <Mailbox key={mailbox.id} mailbox={mailbox} now={now} operator={operator} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

const STATES = {
  polling: { glyph: 'clock', word: 'Reading', colour: 'text-passed' },
  idle: { glyph: 'check', word: 'Up to date', colour: 'text-passed' },
  new: { glyph: 'clock', word: 'Not looked into yet', colour: 'text-ink-3' },
  held: { glyph: 'x', word: 'Stopped, too much is unreadable', colour: 'text-delivered' },
  paused: { glyph: 'pause', word: 'Paused', colour: 'text-ink-3' },
  failing: { glyph: 'x', word: 'Failing', colour: 'text-delivered' },
} as const satisfies Record<MailboxState, { glyph: GlyphName; word: string; colour: string }>;

type MailboxProps = { mailbox: MailboxStatus; now: Date; operator: boolean };

function Mailbox({ mailbox, now, operator }: MailboxProps) {
  const { id, name, username, host, folder, state, progress, paused } = mailbox;
  const { lastPollAt, lastError, mailsToday, quarantinedToday } = mailbox;
  const { glyph, word, colour } = STATES[state];
  return (
    <li className="grid gap-x-6 gap-y-2 border-line-2 px-[18px] py-3 not-first:border-t md:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="font-[550]">{name}</p>
        <p className="text-note text-ink-3 [overflow-wrap:anywhere]">
          {username} on {host}, folder {folder}
        </p>
      </div>
      <div className="min-w-0">
        <p>
          <Glyph name={glyph} className={colour} /> {word}
          {lastPollAt && !progress ? (
            <span className="text-ink-3">
              , last look <Instant at={lastPollAt} now={now} />
            </span>
          ) : null}
        </p>
        <p className="text-note text-ink-3">
          {formatCount(mailsToday)} mails in 24 hours
          {quarantinedToday > 0 ? `, ${formatCount(quarantinedToday)} not readable` : ''}
        </p>
      </div>
      {operator ? (
        <div className="flex items-start gap-2">
          <ActionButton action={pollAction} fields={{ id: String(id) }} small>
            Check now
          </ActionButton>
          <ActionButton action={pauseAction} fields={{ name, paused: String(!paused) }} small>
            {paused ? 'Go on' : 'Pause'}
          </ActionButton>
          <ButtonLink href={`/settings/mailboxes/${name}`} small>
            Edit
          </ButtonLink>
        </div>
      ) : null}
      {lastError ? (
        <p className="text-note text-bad md:col-span-3 [overflow-wrap:anywhere]">{lastError}</p>
      ) : null}
    </li>
  );
}
