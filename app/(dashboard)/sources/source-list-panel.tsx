import { NoMatch } from '#app/_ui/no-match';
import { Pagination } from '#app/_ui/pagination';
import { Panel } from '#app/_ui/panel';
import { SourcesTable } from '#app/_ui/sources-table';
import type { Ask } from '#app/(dashboard)/page-bar';
import { filterToSearch } from '#lib/filter/filter';
import { formatCompact, formatCount, formatPercent } from '#lib/format/number';
import { droppedMonths } from '#lib/queries/dropped-months';
import { topSources } from '#lib/queries/top-sources';

const PATH = '/sources';

/** Every address that sent, page by page, in the order the URL asks for. */
export async function SourceListPanel({ viewer, filter, now }: Ask) {
  const [{ rows, next, total }, dropped] = await Promise.all([
    topSources(viewer, filter, { limit: 50, now }),
    droppedMonths(viewer, filter, now),
  ]);
  const { sources, messages, passed } = total;
  return (
    <Panel
      title="Who sends in your name"
      note="one line per address"
      summary={
        // The totals are the roll-up's: of more messages than the addresses that are left have sent.
        sources === 0 || dropped
          ? undefined
          : `${formatCount(sources)} addresses sent ${formatCompact(messages)} messages; ${formatPercent(passed, messages)} of them passed.`
      }
    >
      {rows.length === 0 ? (
        <NoMatch path={PATH} filter={filter} what="source" />
      ) : (
        <>
          <SourcesTable rows={rows} filter={filter} path={PATH} {...(dropped ? {} : { total })} />
          <Pagination
            shown={`${formatCount(rows.length)} of ${formatCount(sources)} sources on this page`}
            first={filter.cursor ? PATH + filterToSearch(filter, { cursor: null }) : null}
            next={next ? PATH + filterToSearch(filter, { cursor: next }) : null}
          />
        </>
      )}
    </Panel>
  );
}
