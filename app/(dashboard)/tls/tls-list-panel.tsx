import { Pagination } from '#app/_ui/pagination';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { filterToSearch } from '#lib/filter/filter';
import { formatCount } from '#lib/format/number';
import { askTlsReports } from './asked.ts';
import { NoTls } from './no-tls.tsx';
import { TlsTable } from './tls-table.tsx';

const PATH = '/tls';

/** The TLS reports of the period, newest first. */
export async function TlsListPanel({ viewer, filter, now }: Ask) {
  const { rows, next, totals } = await askTlsReports(viewer, filter, now);
  return (
    <Panel title="Reports" note="newest first">
      {rows.length === 0 ? (
        <NoTls path={PATH} filter={filter} />
      ) : (
        <>
          <TlsTable rows={rows} now={now} totals={totals} />
          <Pagination
            shown={`${formatCount(rows.length)} ${rows.length === 1 ? 'report' : 'reports'} on this page`}
            first={filter.cursor ? PATH + filterToSearch(filter, { cursor: null }) : null}
            next={next ? PATH + filterToSearch(filter, { cursor: next }) : null}
          />
        </>
      )}
    </Panel>
  );
}
