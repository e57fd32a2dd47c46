import Link from 'next/link';
import { ActionButton } from '#app/_ui/action-button.client';
import { Fact, Facts } from '#app/_ui/facts';
import { Glyph } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { MenuLink } from '#app/_ui/menu-link';
import { Notice } from '#app/_ui/notice';
import { PageHeader } from '#app/_ui/page-header';
import { Panel } from '#app/_ui/panel';
import { PopoverMenu } from '#app/_ui/popover.client';
import type { Viewer } from '#lib/filter/viewer';
import { formatBytes } from '#lib/format/bytes';
import { formatCount } from '#lib/format/number';
import type { MessageItemRow } from '#lib/queries/message-log';
import type { QuarantineItem } from '#lib/queries/quarantine-item';
import { ignoreAction, reopenAction, retryAction } from './quarantine/actions.ts';
import { QuarantinePreviewPanel } from './quarantine-preview-panel.tsx';

type QuarantinedMailProps = { viewer: Viewer; item: QuarantineItem };

/** One mail that could not be read: why, what was in it, and what can be done. */
export function QuarantinedMail({ viewer, item }: QuarantinedMailProps) {
  const { id, subject, fileName, text, state, items, hasRaw } = item;
  const mayDecide = viewer.role !== 'viewer' && viewer.role !== 'auditor';
  return (
    <>
      <PageHeader
        crumbs={[
          { href: '/ingest', text: 'Ingest' },
          { href: '/ingest?tab=quarantine', text: 'Quarantine' },
        ]}
        title={subject ?? fileName ?? 'Mail without a subject'}
        actions={
          mayDecide ? (
            <>
              {state !== 'resolved' && hasRaw ? (
                <ActionButton action={retryAction} fields={{ id }} kind="primary">
                  Retry
                </ActionButton>
              ) : null}
              {state === 'open' ? (
                <ActionButton action={ignoreAction} fields={{ id }}>
                  Ignore
                </ActionButton>
              ) : null}
              {state === 'ignored' ? (
                <ActionButton action={reopenAction} fields={{ id }}>
                  Take back
                </ActionButton>
              ) : null}
              {hasRaw ? (
                <PopoverMenu label="Download" title="Download" align="end">
                  <MenuLink download href={`/ingest/quarantine/${id}/mail`} note="as it came">
                    Mail
                  </MenuLink>
                  <MenuLink download href={`/ingest/quarantine/${id}/sample`} note="to be shared">
                    Anonymised sample
                  </MenuLink>
                </PopoverMenu>
              ) : null}
            </>
          ) : null
        }
      />
      <Notice tone={state === 'open' ? 'warn' : 'info'}>
        {text}
        {hasRaw ? '' : ' It was too large to keep.'}
      </Notice>
      <Panel title="What was in it">
        {items.length === 0 ? (
          <p className="px-[18px] pt-2 pb-[18px] text-ink-2">Nothing that could be told apart.</p>
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
  part: { fileName, member, kind, outcome, text, reportUid },
}: {
  part: MessageItemRow;
}) {
  const good = outcome === 'stored' || outcome === 'duplicate' || outcome === 'ignored';
  return (
    <li className="flex flex-wrap gap-x-4 border-line-2 px-[18px] py-2.5 not-first:border-t">
      <span className="font-[550] [overflow-wrap:anywhere]">{member ?? fileName ?? kind}</span>
      <span className="min-w-0 flex-1 text-ink-2 [overflow-wrap:anywhere]">
        <Glyph name={good ? 'check' : 'x'} className={good ? 'text-passed' : 'text-delivered'} />{' '}
        {text ?? outcome}
      </span>
      {reportUid ? (
        <Link className="text-accent hover:underline" href={`/reports/${reportUid}`}>
          Open the report
        </Link>
      ) : null}
    </li>
  );
}

function MailFacts({ item }: { item: QuarantineItem }) {
  const { fromAddress, receivedAt, size, mailbox, origin, tries, decidedAt, decidedBy } = item;
  return (
    <Panel title="The mail">
      <Facts>
        <Fact name="From">{fromAddress ?? 'not stated'}</Fact>
        <Fact name="Received">
          <Instant at={receivedAt} />
        </Fact>
        <Fact name="Size">{formatBytes(size)}</Fact>
        <Fact name="Came by">{mailbox ? `mailbox ${mailbox}` : origin}</Fact>
        <Fact name="Tries">{formatCount(tries)}</Fact>
        {decidedAt ? (
          <Fact name="Decided">
            <Instant at={decidedAt} />
            {decidedBy ? `, by ${decidedBy}` : ''}
          </Fact>
        ) : null}
      </Facts>
    </Panel>
  );
}
