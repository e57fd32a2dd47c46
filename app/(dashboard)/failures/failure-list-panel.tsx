import { Empty } from '#app/_ui/empty';
import { pageHref, unfilteredHref } from '#app/_ui/page-href';
import { Pagination } from '#app/_ui/pagination';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import { formatCount } from '#lib/format/number';
import { type FailureReportPage, failureReportList } from '#lib/queries/failure-report-list';
import { FailuresTable } from './failures-table.tsx';

const PATH = '/failures';

/** The failure reports of the period, newest first. */
export async function FailureListPanel({ viewer, filter, now }: Ask) {
  const { rows, next, totals } = await failureReportList(viewer, filter, { now });
  return (
    <Panel title="Reports" note="newest first" summary={inWords(totals)}>
      {rows.length === 0 ? (
        <NoFailure filter={filter} />
      ) : (
        <>
          <FailuresTable rows={rows} now={now} />
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

function inWords({ reports, mails, reporters }: FailureReportPage['totals']) {
  if (reports === 0) return undefined;
  const told = `${formatCount(reports)} ${reports === 1 ? 'report tells' : 'reports tell'}`;
  const from = `${formatCount(reporters)} ${reporters === 1 ? 'receiver' : 'receivers'}`;
  return `${told} of ${formatCount(mails)} ${mails === 1 ? 'mail' : 'mails'}, from ${from}.`;
}

function NoFailure({ filter }: { filter: Filter }) {
  const cleared = unfilteredHref(PATH, filter);
  if (cleared !== pageHref(PATH, filter)) {
    return (
      <Empty
        kind="filtered"
        title="No failure report matches these filters"
        action={{ href: cleared, text: 'Clear filters' }}
      />
    );
  }
  const year = { kind: 'relative', range: '12m' } as const;
  return (
    <Empty
      kind="range"
      title="No failure report in this period"
      action={{ href: pageHref(PATH, filter, { period: year }), text: 'Look at 12 months' }}
    >
      Silence is normal: for privacy most receivers send none. Those that do send them to the
      address that your DMARC record names as{' '}
      <code className="font-mono text-[12px]">ruf=mailto:</code>, which must be a mailbox that is
      read here.
    </Empty>
  );
}
