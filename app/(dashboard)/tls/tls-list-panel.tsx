import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { Pagination } from '#app/_ui/pagination';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { filterToSearch } from '#lib/filter/filter';
import { askTlsReports } from './asked.ts';
import { NoTls } from './no-tls.tsx';
import { TlsTable } from './tls-table.tsx';

const PATH = '/tls';

/** The TLS reports of the period, newest first. */
export async function TlsListPanel({ viewer, filter, now }: Ask) {
  const [t, f] = await Promise.all([getTranslations('tls'), formats()]);
  const { rows, next, totals } = await askTlsReports(viewer, filter, now);
  return (
    <Panel title={t('reports')} note={t('newestFirst')}>
      {rows.length === 0 ? (
        <NoTls path={PATH} filter={filter} />
      ) : (
        <>
          <TlsTable rows={rows} now={now} totals={totals} />
          <Pagination
            shown={t('onThisPage', { n: rows.length, count: f.count(rows.length) })}
            first={filter.cursor ? PATH + filterToSearch(filter, { cursor: null }) : null}
            next={next ? PATH + filterToSearch(filter, { cursor: next }) : null}
          />
        </>
      )}
    </Panel>
  );
}
