import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { ActionButton } from '#app/_ui/action-button.client';
import { ButtonLink } from '#app/_ui/button';
import { Empty } from '#app/_ui/empty';
import { Glyph, type GlyphName } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import { isOperator } from '#lib/auth/require-viewer';
import type { MailboxState, MailboxStatus } from '#lib/queries/ingest-status';
import { pauseAction, pollAction } from './actions.ts';
import { askStatus, type IngestAsk } from './asked.ts';

/** The mailboxes: what each is doing, when it was last looked into, and what went wrong. */
export async function SourcesOfReports({ viewer, now }: IngestAsk) {
  const t = await getTranslations('ingest.mailboxes');
  const { mailboxes } = await askStatus(viewer, now);
  const operator = isOperator(viewer);
  return (
    <Panel
      title={t('title')}
      note={mailboxes.length > 0 ? t('note') : undefined}
      action={
        operator && mailboxes.length > 0 ? (
          <ButtonLink href="/settings/mailboxes/new" small>
            {t('add')}
          </ButtonLink>
        ) : null
      }
    >
      {mailboxes.length === 0 ? (
        <Empty
          kind="never"
          title={t('empty')}
          {...(operator ? { action: { href: '/settings/mailboxes/new', text: t('connect') } } : {})}
        >
          {t('hint')}
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
  polling: { glyph: 'clock', colour: 'text-passed' },
  idle: { glyph: 'check', colour: 'text-passed' },
  new: { glyph: 'clock', colour: 'text-ink-3' },
  held: { glyph: 'x', colour: 'text-delivered' },
  paused: { glyph: 'pause', colour: 'text-ink-3' },
  failing: { glyph: 'x', colour: 'text-delivered' },
} as const satisfies Record<MailboxState, { glyph: GlyphName; colour: string }>;

type MailboxProps = { mailbox: MailboxStatus; now: Date; operator: boolean };

function Mailbox({ mailbox, now, operator }: MailboxProps) {
  const { id, name, username, host, folder, state, progress, paused } = mailbox;
  const t = useTranslations('ingest.mailboxes');
  const f = useFormats();
  const { lastPollAt, lastError, mailsToday, quarantinedToday } = mailbox;
  const { glyph, colour } = STATES[state];
  return (
    <li className="grid gap-x-6 gap-y-2 border-line-2 px-[18px] py-3 not-first:border-t md:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="font-[550]">{name}</p>
        <p className="text-note text-ink-3 [overflow-wrap:anywhere]">
          {t('place', { username, host, folder })}
        </p>
      </div>
      <div className="min-w-0">
        <p>
          <Glyph name={glyph} className={colour} />{' '}
          {lastPollAt && !progress
            ? t.rich('lastLook', {
                state: t(`state.${state}`),
                last: () => (
                  <span className="text-ink-3">
                    <Instant at={lastPollAt} now={now} />
                  </span>
                ),
              })
            : t(`state.${state}`)}
        </p>
        <p className="text-note text-ink-3">
          {t(quarantinedToday > 0 ? 'todayRefused' : 'today', {
            n: mailsToday,
            mails: f.count(mailsToday),
            refused: f.count(quarantinedToday),
          })}
        </p>
      </div>
      {operator ? (
        <div className="flex items-start gap-2">
          <ActionButton action={pollAction} fields={{ id: String(id) }} small>
            {t('check')}
          </ActionButton>
          <ActionButton action={pauseAction} fields={{ name, paused: String(!paused) }} small>
            {t(paused ? 'goOn' : 'pause')}
          </ActionButton>
          <ButtonLink href={`/settings/mailboxes/${name}`} small>
            {t('edit')}
          </ButtonLink>
        </div>
      ) : null}
      {lastError ? (
        <p lang="en" className="text-note text-bad md:col-span-3 [overflow-wrap:anywhere]">
          {lastError}
        </p>
      ) : null}
    </li>
  );
}
