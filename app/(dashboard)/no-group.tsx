import { getTranslations } from 'next-intl/server';
import { Empty } from '#app/_ui/empty';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import type { Filter } from '#lib/filter/filter';

type NoGroupProps = { title: string; path: string; filter: Filter };

/** What a page shows of a group that is not there: no other domains' numbers in its place. */
export async function NoGroup({ title, path, filter }: NoGroupProps) {
  const t = await getTranslations('filter.noGroup');
  const group = filter.group ?? '';
  return (
    <PageBody>
      <PageHeader title={title} />
      <Panel title={t('panel')}>
        <Empty
          kind="filtered"
          title={t('title', { group })}
          action={{ href: pageHref(path, filter, { group: null }), text: t('all') }}
        >
          {t('why')}
        </Empty>
      </Panel>
    </PageBody>
  );
}
