import { type Column, DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { Empty } from '#app/_ui/empty';
import { Glyph } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { Pagination } from '#app/_ui/pagination';
import { Panel } from '#app/_ui/panel';
import { formatBytes } from '#lib/format/bytes';
import { formatCount } from '#lib/format/number';
import { type MessageItemRow, type MessageRow, messageLog } from '#lib/queries/message-log';
import type { IngestAsk } from './asked.ts';

const PATH = '/ingest?tab=mails';

/** Every mail that was ever taken in, and what became of what was in it. */
export async function LedgerPanel({ viewer, search, now }: IngestAsk) {
  const cursor = typeof search['cur'] === 'string' ? search['cur'] : null;
  const { rows, next } = await messageLog(viewer, { cursor });
  const columns: Column<MessageRow>[] = [
    {
      head: 'Mail or file',
      className: 'max-w-[28rem] font-normal',
      cell: ({ subject, items }) => (
        <span className="block truncate" title={subject ?? undefined}>
          {subject ?? items[0]?.fileName ?? 'without a name'}
        </span>
      ),
    },
    {
      head: 'From',
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ fromAddress }) => fromAddress ?? '–',
    },
    {
      head: 'Received',
      className: 'text-ink-2',
      cell: ({ receivedAt }) => <Instant at={receivedAt} now={now} />,
    },
    { head: 'Came by', className: 'text-ink-2', cell: ({ mailbox, origin }) => mailbox ?? origin },
    { head: 'Size', end: true, className: 'text-ink-2', cell: ({ size }) => formatBytes(size) },
    { head: 'What became of it', phone: 'keep', cell: (row) => <Fate row={row} /> },
  ];
  return (
    <Panel title="Mail ledger" note="every mail once, newest first">
      {rows.length === 0 ? (
        <Empty kind="never" title="No mail has been taken in yet" />
      ) : (
        <>
          <DataTable
            caption="Mails taken in"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
          />
          <Pagination
            shown={`${formatCount(rows.length)} on this page`}
            first={cursor ? PATH : null}
            next={next ? `${PATH}&cur=${next}` : null}
          />
        </>
      )}
    </Panel>
  );
}

const OUTCOMES = {
  stored: { text: 'stored', good: true },
  duplicate: { text: 'known already', good: true },
  conflict: { text: 'another content of a known report', good: false },
  held: { text: 'held back', good: false },
  refused: { text: 'not readable', good: false },
  ignored: { text: 'not a report', good: true },
} as const satisfies Record<MessageItemRow['outcome'], { text: string; good: boolean }>;

function Fate({ row: { state, items } }: { row: MessageRow }) {
  if (items.length === 0) {
    return (
      <span className="text-ink-3">{state === 'claimed' ? 'being read' : 'nothing in it'}</span>
    );
  }
  return (
    <ul>
      {items.map(({ itemNo, outcome, reportUid, text }) => (
        <li key={itemNo} className="text-note" title={text ?? undefined}>
          <Glyph
            name={OUTCOMES[outcome].good ? 'check' : 'x'}
            className={OUTCOMES[outcome].good ? 'text-passed' : 'text-delivered'}
          />{' '}
          {reportUid ? (
            <DrillLink href={`/reports/${reportUid}`}>{OUTCOMES[outcome].text}</DrillLink>
          ) : (
            OUTCOMES[outcome].text
          )}
        </li>
      ))}
    </ul>
  );
}
