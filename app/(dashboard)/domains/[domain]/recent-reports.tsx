import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { NoMatch } from '#app/_ui/no-match';
import { Panel } from '#app/_ui/panel';
import type { Peeking } from '#app/_ui/peek';
import { ReportsTable } from '#app/_ui/reports-table';
import type { Ask } from '#app/(dashboard)/page-bar';
import { filterToSearch } from '#lib/filter/filter';
import { reportList } from '#lib/queries/report-list';
import { unreadAmong } from '#lib/queries/unread-reports';

/** The newest reports about the domain, and the way to all of them. */
export async function RecentReports({ viewer, filter, now, peeking }: Ask & { peeking: Peeking }) {
  const f = await formats();
  const t = await getTranslations('domain.recent');
  const { rows, totals } = await reportList(viewer, { ...filter, cursor: null }, { limit: 8, now });
  const uids = rows.map(({ uid }) => uid);
  const unread = await unreadAmong(viewer, uids);
  return (
    <Panel
      title={t('title')}
      note={t('note', { count: f.count(totals.reports) })}
      action={
        <Link className="text-accent hover:underline" href={`/reports${filterToSearch(filter)}`}>
          {t('all')}
        </Link>
      }
    >
      {rows.length === 0 ? (
        <NoMatch
          viewer={viewer}
          path={`/domains/${filter.domains[0]}`}
          filter={filter}
          what="report"
        />
      ) : (
        <ReportsTable rows={rows} now={now} peeking={peeking} unread={unread} />
      )}
    </Panel>
  );
}
