import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ActionButton } from '#app/_ui/action-button.client';
import { Fact, Facts } from '#app/_ui/facts';
import { Glyph } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { MenuLink } from '#app/_ui/menu-link';
import { Notice } from '#app/_ui/notice';
import { PageHeader } from '#app/_ui/page-header';
import { Panel } from '#app/_ui/panel';
import { PopoverMenu } from '#app/_ui/popover.client';
import { useFormats } from '#app/_ui/use-formats';
import type { Viewer } from '#lib/filter/viewer';
import type { MessageItemRow } from '#lib/queries/message-log';
import type { QuarantineItem } from '#lib/queries/quarantine-item';
import { ProblemText } from './problem-words.tsx';
import { ignoreAction, reopenAction, retryAction } from './quarantine/actions.ts';
import { QuarantinePreviewPanel } from './quarantine-preview-panel.tsx';

type QuarantinedMailProps = { viewer: Viewer; item: QuarantineItem };

/** One mail that could not be read: why, what was in it, and what can be done. */
export function QuarantinedMail({ viewer, item }: QuarantinedMailProps) {
  const t = useTranslations('ingest');
  const { id, subject, fileName, state, items, hasRaw } = item;
  const mayDecide = viewer.role !== 'viewer' && viewer.role !== 'auditor';
  return (
    <>
      <PageHeader
        crumbs={[
          { href: '/ingest', text: t('title') },
          { href: '/ingest?tab=quarantine', text: t('tab.quarantine') },
        ]}
        title={subject ?? fileName ?? t('mailWithoutSubject')}
        actions={
          mayDecide ? (
            <>
              {state !== 'resolved' && hasRaw ? (
                <ActionButton action={retryAction} fields={{ id }} kind="primary">
                  {t('quarantine.retry')}
                </ActionButton>
              ) : null}
              {state === 'open' ? (
                <ActionButton action={ignoreAction} fields={{ id }}>
                  {t('quarantine.ignore')}
                </ActionButton>
              ) : null}
              {state === 'ignored' ? (
                <ActionButton action={reopenAction} fields={{ id }}>
                  {t('quarantine.takeBack')}
                </ActionButton>
              ) : null}
              {hasRaw ? (
                <PopoverMenu label={t('download')} title={t('download')} align="end">
                  <MenuLink download href={`/ingest/quarantine/${id}/mail`} note={t('asCame')}>
                    {t('mail')}
                  </MenuLink>
                  <MenuLink download href={`/ingest/quarantine/${id}/sample`} note={t('toShare')}>
                    {t('sample')}
                  </MenuLink>
                </PopoverMenu>
              ) : null}
            </>
          ) : null
        }
      />
      <Notice tone={state === 'open' ? 'warn' : 'info'}>
        <ProblemText {...item} />
        {hasRaw ? null : <> {t('item.tooLarge')}</>}
      </Notice>
      <Panel title={t('item.inIt')}>
        {items.length === 0 ? (
          <p className="px-[18px] pt-2 pb-[18px] text-ink-2">{t('item.nothing')}</p>
        ) : (
          <ul className="mt-1">
            {items.map((one) => (
              <Part key={one.itemNo} part={one} />
            ))}
          </ul>
        )}
      </Panel>
      <MailFacts item={item} />
      {mayDecide && hasRaw ? <QuarantinePreviewPanel viewer={viewer} id={id} /> : null}
    </>
  );
}

function Part({
  part: { fileName, member, kind, outcome, code, text, reportUid },
}: {
  part: MessageItemRow;
}) {
  const t = useTranslations('ingest.item');
  const good = outcome === 'stored' || outcome === 'duplicate' || outcome === 'ignored';
  return (
    <li className="flex flex-wrap gap-x-4 border-line-2 px-[18px] py-2.5 not-first:border-t">
      <span className="font-[550] [overflow-wrap:anywhere]">
        {member ?? fileName ?? t(`kind.${kindOf(kind)}`)}
      </span>
      <span className="min-w-0 flex-1 text-ink-2 [overflow-wrap:anywhere]">
        <Glyph name={good ? 'check' : 'x'} className={good ? 'text-passed' : 'text-delivered'} />{' '}
        {text ? <ProblemText code={code ?? ''} text={text} /> : t(`outcome.${outcome}`)}
      </span>
      {reportUid ? (
        <Link className="text-accent hover:underline" href={`/reports/${reportUid}`}>
          {t('openReport')}
        </Link>
      ) : null}
    </li>
  );
}

const KINDS = ['aggregate', 'tls', 'failure'] as const;

function kindOf(kind: string) {
  return KINDS.find((one) => one === kind) ?? 'none';
}

function MailFacts({ item }: { item: QuarantineItem }) {
  const t = useTranslations('ingest');
  const f = useFormats();
  const { fromAddress, receivedAt, size, mailbox, origin, tries, decidedAt, decidedBy } = item;
  return (
    <Panel title={t('item.mail')}>
      <Facts>
        <Fact name={t('item.from')}>{fromAddress ?? t('item.notStated')}</Fact>
        <Fact name={t('item.received')}>
          <Instant at={receivedAt} />
        </Fact>
        <Fact name={t('item.size')}>{f.bytes(size)}</Fact>
        <Fact name={t('item.by')}>
          {mailbox ? t('item.mailbox', { name: mailbox }) : t(`origin.${origin}`)}
        </Fact>
        <Fact name={t('item.tries')}>{f.count(tries)}</Fact>
        {decidedAt ? (
          <Fact name={t('item.decided')}>
            {decidedBy ? (
              t.rich('item.decidedBy', { name: decidedBy, when: () => <Instant at={decidedAt} /> })
            ) : (
              <Instant at={decidedAt} />
            )}
          </Fact>
        ) : null}
      </Facts>
    </Panel>
  );
}
