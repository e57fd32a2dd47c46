import { Empty } from '#app/_ui/empty';
import { NoMatch } from '#app/_ui/no-match';
import { Notice } from '#app/_ui/notice';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { formatCount } from '#lib/format/number';
import { type ReporterTable, reporterTable } from '#lib/queries/reporter-table';
import { CoverageCalendar } from './coverage-calendar.tsx';
import { ReporterFactsTable } from './reporter-facts-table.tsx';

/** Who reports about the domain, how fully and how late, and who no longer does. */
export async function ReportersTab({ viewer, filter, now }: Ask) {
  const { rows, missing } = await reporterTable(viewer, filter, now);
  return (
    <>
      <Missing missing={missing} />
      <Panel title="Reporters" note="receivers that send no reports are invisible here">
        {rows.length === 0 ? (
          <NoMatch
            path={`/domains/${filter.domains[0]}?tab=reporters`}
            filter={filter}
            what="reporter"
          />
        ) : (
          <ReporterFactsTable rows={rows} filter={filter} now={now} />
        )}
      </Panel>
      <Panel title="Coverage" note="which UTC days each reporter covered">
        {rows.length === 0 ? (
          <Empty kind="range" title="Nobody reported in this period" />
        ) : (
          <CoverageCalendar rows={rows} />
        )}
      </Panel>
    </>
  );
}

function Missing({ missing }: Pick<ReporterTable, 'missing'>) {
  if (missing.length === 0) return null;
  const names = missing.map(({ name, days }) => `${name} (${formatCount(days)} days)`);
  return (
    <Notice tone="warn">
      Expected, and silent: {names.join(', ')}. Look whether the rua address still takes their mail;
      until then, what they see is not in these numbers.
    </Notice>
  );
}
