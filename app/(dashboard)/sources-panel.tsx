import Link from 'next/link';
import { Empty } from '#app/_ui/empty';
import { Panel } from '#app/_ui/panel';
import { SourcesTable } from '#app/_ui/sources-table';
import { filterToSearch } from '#lib/filter/filter';
import { formatCount } from '#lib/format/number';
import { topSources } from '#lib/queries/top-sources';
import type { Ask } from './page-bar.tsx';

/** The sources with most messages, and the way to all of them. */
export async function SourcesPanel({ viewer, filter, now }: Ask) {
  const page = await topSources(
    viewer,
    { ...filter, cursor: null, sort: null },
    { limit: 10, now },
  );
  const { sources } = page.total;
  return (
    <Panel
      title="Top sources"
      note={
        sources > 10 ? `10 of ${formatCount(sources)}, most messages first` : 'most messages first'
      }
      action={
        <Link className="text-accent hover:underline" href={`/sources${filterToSearch(filter)}`}>
          All sources
        </Link>
      }
    >
      {page.rows.length === 0 ? (
        <Empty kind="range" title="No source in this period" />
      ) : (
        <SourcesTable rows={page.rows} filter={filter} />
      )}
    </Panel>
  );
}
