import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { type Column, DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Glyph } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { Pagination } from '#app/_ui/pagination';
import { Panel } from '#app/_ui/panel';
import { type MessageItemRow, type MessageRow, messageLog } from '#lib/queries/message-log';
import type { IngestAsk } from './asked.ts';
import { useProblemWords } from './problem-words.tsx';

const PATH = '/ingest?tab=mails';

/** Every mail that was ever taken in, and what became of what was in it. */
export async function LedgerPanel({ viewer, search, now }: IngestAsk) {
  const [t, f] = await Promise.all([getTranslations('ingest'), formats()]);
  const cursor = typeof search['cur'] === 'string' ? search['cur'] : null;
  const { rows, next } = await messageLog(viewer, { cursor });
  const columns: Column<MessageRow>[] = [
    {
      head: t('ledger.mail'),
      className: 'max-w-[28rem] font-normal',
      cell: ({ subject, items }) => (
        <span className="block truncate" title={subject ?? undefined}>
          {subject ?? items[0]?.fileName ?? t('ledger.nameless')}
        </span>
      ),
    },
    {
      head: t('ledger.from'),
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ fromAddress }) => fromAddress ?? '–',
    },
    {
      head: t('ledger.received'),
      className: 'text-ink-2',
      cell: ({ receivedAt }) => <Instant at={receivedAt} now={now} />,
    },
    {
      head: t('ledger.by'),
      className: 'text-ink-2',
      cell: ({ mailbox, origin }) => mailbox ?? t(`origin.${origin}`),
    },
    {
      head: t('ledger.size'),
      end: true,
      className: 'text-ink-2',
      cell: ({ size }) => f.bytes(size),
    },
    { head: t('ledger.fate'), phone: 'keep', cell: (row) => <Fate row={row} /> },
  ];
  return (
    <Panel title={t('ledger.title')} note={t('ledger.note')}>
      {rows.length === 0 ? (
        <Empty kind="never" title={t('ledger.empty')} />
      ) : (
        <>
          <DataTable
            caption={t('ledger.caption')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
          />
          <Pagination
            shown={t('onThisPage', { count: f.count(rows.length) })}
            first={cursor ? PATH : null}
            next={next ? `${PATH}&cur=${next}` : null}
          />
        </>
      )}
    </Panel>
  );
}

/** Outcomes that leave nothing to decide. */
const GOOD: readonly MessageItemRow['outcome'][] = ['stored', 'duplicate', 'ignored'];

function Fate({ row: { state, items } }: { row: MessageRow }) {
  const t = useTranslations('ingest.ledger');
  const inWords = useProblemWords();
  if (items.length === 0) {
    return <span className="text-ink-3">{t(state === 'claimed' ? 'reading' : 'nothing')}</span>;
  }
  return (
    <ul>
      {items.map(({ itemNo, outcome, reportUid, code, text }) => (
        <li key={itemNo} className="text-note" title={text ? inWords({ code, text }) : undefined}>
          <Glyph
            name={GOOD.includes(outcome) ? 'check' : 'x'}
            className={GOOD.includes(outcome) ? 'text-passed' : 'text-delivered'}
          />{' '}
          {reportUid ? (
            <DrillLink href={`/reports/${reportUid}`}>{t(`outcome.${outcome}`)}</DrillLink>
          ) : (
            t(`outcome.${outcome}`)
          )}
        </li>
      ))}
    </ul>
  );
}
