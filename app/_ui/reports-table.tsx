import { useTranslations } from 'next-intl';
import type { ReportPage } from '#lib/queries/report-list';
import type { ReportRow } from '#lib/queries/report-row';
import { PolicyBadge } from './badge.tsx';
import { OutcomeBar } from './bar.tsx';
import type { Choosing } from './column-choice.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { DrillLink } from './drill-link.tsx';
import type { Peeking } from './peek.tsx';
import { ReportFlags } from './report-flags.tsx';
import { SenderVerdict } from './sender-verdict.tsx';
import { useFormats } from './use-formats.tsx';

type ReportsTableProps = {
  rows: readonly ReportRow[];
  now: Date;
  totals?: ReportPage['totals'];
  /** Where columns can be chosen. */
  choosing?: Choosing;
  /** What is open beside the table, where its rows can be looked at. */
  peeking?: Peeking;
  /** Those that the viewer has not opened, by id. */
  unread: ReadonlySet<string>;
};

/** Reports as lines: when, about whom, by whom, and what they count. */
export function ReportsTable({ rows, now, totals, choosing, peeking, unread }: ReportsTableProps) {
  const t = useTranslations('ui.reports');
  const ui = useTranslations('ui');
  const f = useFormats();
  const columns: Column<ReportRow>[] = [
    {
      head: t('period'),
      name: 'period',
      className: 'whitespace-nowrap',
      cell: (row) => <Period {...row} isNew={unread.has(row.uid)} />,
      foot: totals ? t('count', { count: f.count(totals.reports) }) : undefined,
    },
    {
      head: t('domain'),
      name: 'domain',
      phone: 'keep',
      cell: ({ domain }) => <span className="whitespace-nowrap">{domain}</span>,
    },
    {
      head: t('reporter'),
      name: 'reporter',
      phone: 'keep',
      cell: (row) => <Reporter {...row} />,
    },
    {
      head: t('sender'),
      name: 'sender',
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ verdict }) => <SenderVerdict verdict={verdict} />,
    },
    {
      head: ui('messages'),
      name: 'messages',
      end: true,
      phone: 'keep',
      cell: ({ messages }) => f.count(messages),
      foot: totals && f.count(totals.messages),
    },
    {
      head: ui('compliance'),
      name: 'compliance',
      end: true,
      phone: 'keep',
      cell: (row) => <Compliance {...row} />,
      foot: totals && f.percent(totals.passed, totals.messages),
    },
    { head: t('policy'), name: 'policy', cell: ({ policyP }) => <PolicyBadge policy={policyP} /> },
    {
      head: t('records'),
      name: 'records',
      rare: true,
      end: true,
      cell: ({ records }) => f.count(records),
    },
    {
      head: t('lag'),
      name: 'lag',
      rare: true,
      end: true,
      className: 'text-ink-2',
      cell: ({ end, receivedAt }) => <Lag end={end} receivedAt={receivedAt} />,
    },
    {
      head: t('received'),
      name: 'received',
      end: true,
      className: 'text-ink-2',
      cell: ({ receivedAt }) => (
        <time dateTime={receivedAt.toISOString()} title={f.instant(receivedAt)}>
          {f.ago(receivedAt, now)}
        </time>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('caption')}
      columns={columns}
      rows={rows}
      rowKey={({ uid }) => uid}
      choosing={choosing}
      peek={peeking && { ...peeking, of: ({ uid }) => ({ kind: 'report', name: uid }) }}
    />
  );
}

/** The day, and the hours where the report covers others than a UTC day's. */
function Period({ uid, begin, end, counted, flags, isNew }: ReportRow & { isNew: boolean }) {
  const t = useTranslations('ui.reports');
  const f = useFormats();
  const period = f.period(begin, end);
  const wholeDay = !period.includes(':');
  const day = (instant: Date) => instant.toISOString().slice(0, 10);
  return (
    <>
      <span className={isNew ? 'font-bold' : 'font-normal'}>
        <DrillLink href={`/reports/${uid}`} title={period}>
          {wholeDay ? period : f.days(day(begin), day(end))}
        </DrillLink>
      </span>
      {isNew ? <NewMark word={t('unread')} /> : null}
      {wholeDay ? null : (
        <span className="block text-small font-normal text-ink-3">
          {t('hours', { from: formatHour(begin), to: formatHour(end) })}
        </span>
      )}
      <ReportFlags counted={counted} flags={flags} />
    </>
  );
}

/** A dot, and the word for who does not see it. */
function NewMark({ word }: { word: string }) {
  return (
    <>
      <span
        aria-hidden
        title={word}
        className="ml-1.5 inline-block size-[7px] rounded-full bg-accent align-[0.1em]"
      />
      <span className="sr-only">{word}</span>
    </>
  );
}

/** Who reports, and the id by which they would find the report again. */
function Reporter({ reporter, reportId }: ReportRow) {
  return (
    <span className="block max-w-56">
      <span className="block truncate" title={reporter}>
        {reporter}
      </span>
      <span className="block truncate text-small text-ink-3" title={reportId}>
        {shortened(reportId)}
      </span>
    </span>
  );
}

/** M16: from the end of its period until it was here. */
function Lag({ end, receivedAt }: Pick<ReportRow, 'end' | 'receivedAt'>) {
  const t = useTranslations('ui.reports');
  const f = useFormats();
  const seconds = (receivedAt.getTime() - end.getTime()) / 1000;
  return seconds < 0 ? t('beforeEnd') : f.duration(seconds);
}

function Compliance({ byOutcome, passed, messages }: ReportRow) {
  const f = useFormats();
  return (
    <span className="inline-flex items-center gap-2.5">
      <OutcomeBar counts={byOutcome} />
      <span className="min-w-14 whitespace-nowrap">{f.percent(passed, messages)}</span>
    </span>
  );
}

function formatHour(instant: Date) {
  return instant.toISOString().slice(11, 16);
}

/** Ids are long; their ends tell them apart. */
function shortened(id: string) {
  return id.length <= 14 ? id : `${id.slice(0, 6)}…${id.slice(-6)}`;
}
