import Link from 'next/link';
import { NoMatch } from '#app/_ui/no-match';
import { Notice } from '#app/_ui/notice';
import { Pagination } from '#app/_ui/pagination';
import { Panel } from '#app/_ui/panel';
import type { Peeking } from '#app/_ui/peek';
import { Tabs } from '#app/_ui/tabs';
import type { Ask } from '#app/(dashboard)/page-bar';
import { mayLabel } from '#lib/auth/require-viewer';
import { formatCompact, formatCount, formatPercent } from '#lib/format/number';
import type { ClassifiedSource } from '#lib/queries/classified-sources';
import { sortGroups } from '#lib/queries/sort-groups';
import {
  GROUPINGS,
  type Grouping,
  groupSources,
  isInTab,
  SOURCE_TABS,
  type SourceGroup,
  type SourceTab,
} from '#lib/queries/source-groups';
import { askClassified } from './asked-sources.tsx';
import { DataCredit } from './data-credit.tsx';
import { GroupsTable } from './groups-table.tsx';
import { type SourcesView, viewHref, viewPath } from './sources-view.tsx';
import { sparksOf } from './sparks-of.tsx';
import { TickedAnswer } from './ticked-answer.client.tsx';

const PAGE = 50;

type SourceListPanelProps = Ask & { view: SourcesView; peeking: Peeking };

/** Who sends in the owner's name, in parts, grouped, page by page. */
export async function SourceListPanel({ view, peeking, ...ask }: SourceListPanelProps) {
  const { viewer, filter, now } = ask;
  const { sources, beyond } = await askClassified(viewer, filter, now);
  const members = sources.filter((source) => isOf(source, view.of));
  const shown = members.filter((source) => isInTab(source, view.tab, now));
  const groups = sortGroups(groupSources(shown, view.by), filter.sort);
  const rows = groups.slice((view.page - 1) * PAGE, view.page * PAGE);
  const hasMore = groups.length > view.page * PAGE;
  return (
    <>
      <Tabs label="Whose they are" tabs={tabsOf(members, view, ask)} />
      <Panel
        title="Who sends in your name"
        note={NOTES[view.by]}
        summary={groups.length === 0 ? undefined : summaryOf(shown)}
        action={<GroupSwitch view={view} filter={filter} />}
      >
        {view.of === null ? null : (
          <p className="px-[18px] pt-2 text-note">
            Only {view.of.replace(/^[a-z]+:/, '') || 'those without a name'}.{' '}
            <Link className="text-accent underline" href={viewHref(filter, view, BACK)}>
              All sources
            </Link>
          </p>
        )}
        {groups.length === 0 ? (
          <NoMatch path={viewPath(view)} filter={filter} what="source" />
        ) : (
          <>
            <TickedAnswer key={viewPath(view, { page: view.page })} domains={domainsOf(rows)}>
              <GroupsTable
                rows={rows}
                filter={filter}
                view={view}
                mayLabel={mayLabel(viewer)}
                sparks={sparksOf(rows, ask)}
                chosen={view.columns}
                peeking={peeking}
                tick
              />
            </TickedAnswer>
            <Pagination
              shown={`${formatCount(rows.length)} of ${formatCount(groups.length)} on this page`}
              first={view.page > 1 ? viewHref(filter, view, {}) : null}
              next={hasMore ? viewHref(filter, view, { page: view.page + 1 }) : null}
            />
          </>
        )}
        {view.by === 'network' && groups.length > 0 ? <DataCredit /> : null}
        {beyond > 0 ? (
          <div className="px-[18px] pb-[15px]">
            <Notice>
              {formatCount(beyond)} more sources with few messages are not judged here; the export
              lists them all.
            </Notice>
          </div>
        ) : null}
      </Panel>
    </>
  );
}

const BACK = { by: 'service', of: null } as const;

const NOTES: Record<Grouping, string> = {
  service: 'one line per service, or per organisation in the host’s name',
  ip: 'one line per address',
  ptr: 'one line per organisation in the confirmed host name',
  network: 'one line per network that announces addresses',
  country: 'where addresses are registered, not where a sender sits',
};

const TAB_WORDS: Record<SourceTab, string> = {
  all: 'All',
  review: 'To review',
  yours: 'Yours',
  forwarders: 'Forwarders',
  unknown: 'Unknown',
  spoof: 'Suspected spoof',
};

const GROUP_WORDS: Record<Grouping, string> = {
  service: 'Service',
  ip: 'Address',
  ptr: 'Host name',
  network: 'Network',
  country: 'Country',
};

function domainsOf(rows: readonly SourceGroup[]) {
  return [...new Set(rows.flatMap(({ domains }) => domains))];
}

function tabsOf(sources: readonly ClassifiedSource[], view: SourcesView, { filter, now }: Ask) {
  return SOURCE_TABS.map((tab) => ({
    href: viewHref(filter, view, { tab }),
    text: TAB_WORDS[tab],
    count: formatCount(
      groupSources(
        sources.filter((source) => isInTab(source, tab, now)),
        view.by,
      ).length,
    ),
    current: tab === view.tab,
  }));
}

function GroupSwitch({ view, filter }: { view: SourcesView; filter: Ask['filter'] }) {
  return (
    <nav aria-label="Group by" className="flex flex-wrap gap-x-3">
      <span className="text-ink-3">by</span>
      {GROUPINGS.map((by) => (
        <Link
          key={by}
          href={viewHref(filter, view, { by, of: null })}
          scroll={false}
          aria-current={by === view.by ? 'true' : undefined}
          className="text-accent hover:underline aria-[current]:font-medium aria-[current]:text-ink"
        >
          {GROUP_WORDS[by]}
        </Link>
      ))}
    </nav>
  );
}

/** Whether a source is in the group that is open: `service:Sendwell`. */
function isOf(source: ClassifiedSource, of: string | null) {
  const by = GROUPINGS.find((grouping) => of?.startsWith(`${grouping}:`));
  if (!by || of === null) return true;
  return groupSources([source], by)[0]?.key === of.slice(by.length + 1);
}

function summaryOf(sources: readonly ClassifiedSource[]) {
  const addresses = new Set(sources.map(({ ip }) => ip)).size;
  const sum = (key: 'messages' | 'passed') =>
    sources.reduce((total, source) => total + source[key], 0);
  const [messages, passed] = [sum('messages'), sum('passed')];
  return `${formatCount(addresses)} ${addresses === 1 ? 'address' : 'addresses'}, ${formatCompact(messages)} messages reported; ${formatPercent(passed, messages)} of them passed.`;
}
