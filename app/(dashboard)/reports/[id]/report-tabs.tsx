import { Panel } from '#app/_ui/panel';
import { Tabs } from '#app/_ui/tabs';
import type { Search } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { formatCount } from '#lib/format/number';
import type { ReportDetail } from '#lib/queries/report-detail';
import { RawXml } from './raw-xml.tsx';
import { RecordsTab } from './records-tab.tsx';

type ReportTabsProps = { viewer: Viewer; report: ReportDetail; search: Search };

/** The report's records, or the file itself. */
export function ReportTabs({ viewer, report, search }: ReportTabsProps) {
  const { uid, counted, records } = report;
  const raw = search['tab'] === 'xml' || !counted;
  const path = `/reports/${uid}`;
  return (
    <Panel
      title="What it says"
      note={counted ? undefined : 'not counted, so its file alone holds it'}
    >
      <div className="mt-2 px-[10px]">
        <Tabs
          label="Views of the report"
          tabs={[
            ...(counted
              ? [{ href: path, text: 'Records', count: formatCount(records), current: !raw }]
              : []),
            { href: `${path}?tab=xml`, text: 'Raw XML', current: raw },
          ]}
        />
      </div>
      {raw ? (
        <RawXml viewer={viewer} uid={uid} />
      ) : (
        <RecordsTab viewer={viewer} report={report} search={search} />
      )}
    </Panel>
  );
}
