import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { NoMatch } from '#app/_ui/no-match';
import { Notice } from '#app/_ui/notice';
import { Pagination } from '#app/_ui/pagination';
import { Panel } from '#app/_ui/panel';
import type { Peeking } from '#app/_ui/peek';
import { Tabs } from '#app/_ui/tabs';
import type { Ask } from '#app/(dashboard)/page-bar';
import { mayLabel } from '#lib/auth/require-viewer';
import type { Formats } from '#lib/format/formats';
import { GROUPINGS, SOURCE_TABS, type SourceGroup } from '#lib/queries/source-groups';
import { LIST_PAGE, listSparks, type SourceList, sourceList } from '#lib/queries/source-list';
import type { Words } from '#lib/words/translate';
import { DataCredit } from './data-credit.tsx';
import { GroupsTable } from './groups-table.tsx';
import { type SourcesView, viewHref, viewPath } from './sources-view.tsx';
import type { Sparks } from './spark-cell.tsx';
import { TickedAnswer } from './ticked-answer.client.tsx';

type SourceListPanelProps = Ask & { view: SourcesView; peeking: Peeking };

/** Who sends in the owner's name, in parts, grouped, page by page. */
export async function SourceListPanel({ view, peeking, ...ask }: SourceListPanelProps) {
  const t = await getTranslations('source.list');
  const f = await formats();
  const { viewer, filter, now } = ask;
  const list = await sourceList(viewer, filter, listView(view), now);
  const { rows, groups, tabs, total, beyond } = list;
  const only = view.of?.replace(/^[a-z]+:/, '') ?? '';
  const hasMore = groups > view.page * LIST_PAGE;
  return (
    <>
      <Tabs label={t('tabs')} tabs={tabsOf(tabs, view, filter, t, f)} />
      <Panel
        title={t('title')}
        note={t(`note.${view.by}`)}
        summary={groups === 0 ? undefined : summaryOf(total, t, f)}
        action={<GroupSwitch view={view} filter={filter} />}
      >
        {view.of === null ? null : (
          <p className="px-[18px] pt-2 text-note">
            {only === '' ? t('nameless') : t('only', { name: only })}{' '}
            <Link className="text-accent underline" href={viewHref(filter, view, BACK)}>
              {t('all')}
            </Link>
          </p>
        )}
        {groups === 0 ? (
          <NoMatch viewer={viewer} path={viewPath(view)} filter={filter} what="source" />
        ) : (
          <>
            <TickedAnswer key={viewPath(view, { page: view.page })} domains={domainsOf(rows)}>
              <GroupsTable
                rows={rows}
                filter={filter}
                view={view}
                mayLabel={mayLabel(viewer)}
                sparks={sparksIn(view, ask)}
                chosen={view.columns}
                peeking={peeking}
                tick
              />
            </TickedAnswer>
            <Pagination
              shown={t('shown', { shown: f.count(rows.length), all: f.count(groups) })}
              first={view.page > 1 ? viewHref(filter, view, {}) : null}
              next={hasMore ? viewHref(filter, view, { page: view.page + 1 }) : null}
            />
          </>
        )}
        {view.by === 'network' && groups > 0 ? <DataCredit /> : null}
        {beyond > 0 ? (
          <div className="px-[18px] pb-[15px]">
            <Notice>{t('beyond', { count: f.count(beyond) })}</Notice>
          </div>
        ) : null}
      </Panel>
    </>
  );
}

const BACK = { by: 'service', of: null } as const;

function domainsOf(rows: readonly SourceGroup[]) {
  return [...new Set(rows.flatMap(({ domains }) => domains))];
}

function tabsOf(
  counts: SourceList['tabs'],
  view: SourcesView,
  filter: Ask['filter'],
  t: Words<'source.list'>,
  f: Formats,
) {
  return SOURCE_TABS.map((tab) => ({
    href: viewHref(filter, view, { tab }),
    text: t(`tab.${tab}`),
    count: f.count(counts[tab]),
    current: tab === view.tab,
  }));
}

function GroupSwitch({ view, filter }: { view: SourcesView; filter: Ask['filter'] }) {
  const t = useTranslations('source.list');
  return (
    <nav aria-label={t('groupBy')} className="flex flex-wrap gap-x-3">
      <span className="text-ink-3">{t('by')}</span>
      {GROUPINGS.map((by) => (
        <Link
          key={by}
          href={viewHref(filter, view, { by, of: null })}
          scroll={false}
          aria-current={by === view.by ? 'true' : undefined}
          className="text-accent hover:underline aria-[current]:font-medium aria-[current]:text-ink"
        >
          {t(`group.${by}`)}
        </Link>
      ))}
    </nav>
  );
}

/** Asks for the lines of the rows; nobody waits for them but the cells. */
async function sparksIn(view: SourcesView, { viewer, filter, now }: Ask): Sparks {
  return new Map(await listSparks(viewer, filter, listView(view), now));
}

function listView({ by, tab, of, page }: SourcesView) {
  return { by, tab, of, page };
}

function summaryOf(
  { addresses, messages, passed }: SourceList['total'],
  t: Words<'source.list'>,
  f: Formats,
) {
  return t('summary', {
    n: addresses,
    addresses: f.count(addresses),
    messages: f.compact(messages),
    share: f.percent(passed, messages),
  });
}
