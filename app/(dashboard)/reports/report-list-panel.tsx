import { getTranslations } from 'next-intl/server';
import type { ChosenColumns } from '#app/_ui/chosen-columns';
import { formats } from '#app/_ui/formats';
import { NoMatch } from '#app/_ui/no-match';
import { pageHref } from '#app/_ui/page-href';
import { Pagination } from '#app/_ui/pagination';
import { Panel } from '#app/_ui/panel';
import type { Peeking } from '#app/_ui/peek';
import { ReportsTable } from '#app/_ui/reports-table';
import type { Ask } from '#app/(dashboard)/page-bar';
import type { Formats } from '#lib/format/formats';
import { type ReportPage, reportList } from '#lib/queries/report-list';
import { unreadAmong } from '#lib/queries/unread-reports';
import type { Words } from '#lib/words/translate';
import { MarkAllRead } from './mark-all-read.tsx';
import { SenderPills } from './sender-pills.tsx';

type ReportListPanelProps = Ask & { columns: ChosenColumns; peeking: Peeking };

/** The aggregate reports of the period, newest first. */
export async function ReportListPanel({ columns, peeking, ...ask }: ReportListPanelProps) {
  const t = await getTranslations('report');
  const f = await formats();
  const { viewer, filter, now } = ask;
  const { path } = peeking;
  const { rows, next, totals } = await reportList(viewer, filter, { limit: 50, now });
  const uids = rows.map(({ uid }) => uid);
  const unread = await unreadAmong(viewer, uids);
  return (
    <Panel
      title={t('list')}
      note={t('newest')}
      summary={inWords(totals, t, f)}
      action={<MarkAllRead viewer={viewer} now={now} />}
    >
      <SenderPills viewer={viewer} filter={filter} now={now} path={path} />
      {rows.length === 0 ? (
        <NoMatch viewer={viewer} path={path} filter={filter} what="report" />
      ) : (
        <>
          <ReportsTable
            rows={rows}
            now={now}
            totals={totals}
            choosing={{ table: 'reports', chosen: columns, path, filter }}
            peeking={peeking}
            unread={unread}
          />
          <Pagination
            shown={t('shown', { n: rows.length, count: f.count(rows.length) })}
            first={filter.cursor ? pageHref(path, filter) : null}
            next={next ? pageHref(path, filter, { cursor: next }) : null}
          />
        </>
      )}
    </Panel>
  );
}

function inWords(
  { reports, messages, passed }: ReportPage['totals'],
  t: Words<'report'>,
  f: Formats,
) {
  if (reports === 0) return undefined;
  return t('summary', {
    reports: f.count(reports),
    messages: f.compact(messages),
    share: f.percent(passed, messages),
  });
}
