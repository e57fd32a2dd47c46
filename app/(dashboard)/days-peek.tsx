import { getTranslations } from 'next-intl/server';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { pageHref } from '#app/_ui/page-href';
import { parseDays } from '#app/_ui/peek';
import { PeekHead, PeekOutcomes, PeekShares } from '#app/_ui/peek-parts';
import { reportList } from '#lib/queries/report-list';
import { topSources } from '#lib/queries/top-sources';
import type { Ask } from './page-bar.tsx';

const MOST = 5;
const MOST_REPORTS = 200;

/** One bucket of a chart: what became of its mail, who sent it, and who reported it. */
export async function DaysPeek({ name, viewer, filter, now }: Ask & { name: string }) {
  const [t, ui, f] = await Promise.all([
    getTranslations('overview.peek'),
    getTranslations('ui.sources'),
    formats(),
  ]);
  const period = parseDays(name);
  if (period === null) return <Empty kind="range" title={t('noDays')} />;
  const of = { ...filter, period, sort: null, cursor: null };
  const [{ rows, total }, reports] = await Promise.all([
    topSources(viewer, of, { limit: MOST, now }),
    reportList(viewer, of, { limit: MOST_REPORTS, now }),
  ]);
  const title = period.from === period.to ? f.fullDay(period.from) : f.days(period.from, period.to);
  const { messages, passed } = total;
  return (
    <>
      <PeekHead title={title}>
        {messages === 0
          ? t('noMail')
          : t('mail', { messages: f.count(messages), share: f.percent(passed, messages) })}
      </PeekHead>
      {messages === 0 ? null : <PeekOutcomes counts={total.byOutcome} />}
      <PeekShares
        title={t('sources')}
        most={(shown) => t('mostSources', { shown, all: f.count(total.sources) })}
        all={total.sources}
        shares={rows.map((row) => ({
          name: row.ptr ?? row.ip ?? ui('noAddress'),
          href: row.ip && pageHref(`/ips/${encodeURIComponent(row.ip)}`, of),
          messages: row.messages,
          passed: row.passed,
        }))}
      />
      <PeekShares
        title={t('reports')}
        most={(shown) => t('mostReports', { shown, all: f.count(reports.totals.reports) })}
        all={reports.totals.reports}
        shares={reports.rows.map((row) => ({
          name: `${row.reporter} · ${row.domain}`,
          href: `/reports/${row.uid}`,
          messages: row.messages,
          passed: row.passed,
        }))}
      />
    </>
  );
}
