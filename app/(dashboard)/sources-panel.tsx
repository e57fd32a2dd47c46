import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Panel } from '#app/_ui/panel';
import type { Peeking } from '#app/_ui/peek';
import { SourcesTable } from '#app/_ui/sources-table';
import { filterToSearch } from '#lib/filter/filter';
import { topSources } from '#lib/queries/top-sources';
import type { Ask } from './page-bar.tsx';

/** The sources with most messages, and the way to all of them. */
export async function SourcesPanel({ viewer, filter, now, peeking }: Ask & { peeking: Peeking }) {
  const f = await formats();
  const t = await getTranslations('overview.sources');
  const page = await topSources(
    viewer,
    { ...filter, cursor: null, sort: null },
    { limit: 10, now },
  );
  const { sources } = page.total;
  return (
    <Panel
      title={t('title')}
      note={sources > 10 ? t('noteOf', { count: f.count(sources) }) : t('note')}
      action={
        <Link className="text-accent hover:underline" href={`/sources${filterToSearch(filter)}`}>
          {t('all')}
        </Link>
      }
    >
      {page.rows.length === 0 ? (
        <Empty kind="range" title={t('none')} />
      ) : (
        <SourcesTable rows={page.rows} filter={filter} peeking={peeking} />
      )}
    </Panel>
  );
}
