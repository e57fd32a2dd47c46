import type { ChosenColumns } from '#app/_ui/chosen-columns';
import { NoMatch } from '#app/_ui/no-match';
import { pageHref } from '#app/_ui/page-href';
import { Pagination } from '#app/_ui/pagination';
import { Panel } from '#app/_ui/panel';
import type { Peeking } from '#app/_ui/peek';
import { ReportsTable } from '#app/_ui/reports-table';
import type { Ask } from '#app/(dashboard)/page-bar';
import { formatCompact, formatCount, formatPercent } from '#lib/format/number';
import { type ReportPage, reportList } from '#lib/queries/report-list';
import { SenderPills } from './sender-pills.tsx';

type ReportListPanelProps = Ask & { columns: ChosenColumns; peeking: Peeking };

/** The aggregate reports of the period, newest first. */
export async function ReportListPanel({ columns, peeking, ...ask }: ReportListPanelProps) {
  const { viewer, filter, now } = ask;
  const { path } = peeking;
  const { rows, next, totals } = await reportList(viewer, filter, { limit: 50, now });
  return (
    <Panel title="Aggregate reports" note="newest first" summary={inWords(totals)}>
      <SenderPills viewer={viewer} filter={filter} now={now} path={path} />
      {rows.length === 0 ? (
        <NoMatch path={path} filter={filter} what="report" />
      ) : (
        <>
          <ReportsTable
            rows={rows}
            now={now}
            totals={totals}
            choosing={{ chosen: columns, path, filter }}
            peeking={peeking}
          />
          <Pagination
            shown={`${formatCount(rows.length)} ${rows.length === 1 ? 'report' : 'reports'} on this page`}
            first={filter.cursor ? pageHref(path, filter) : null}
            next={next ? pageHref(path, filter, { cursor: next }) : null}
          />
        </>
      )}
    </Panel>
  );
}

function inWords({ reports, messages, passed }: ReportPage['totals']) {
  if (reports === 0) return undefined;
  return `${formatCount(reports)} reports count ${formatCompact(messages)} messages; ${formatPercent(passed, messages)} of them passed.`;
}
