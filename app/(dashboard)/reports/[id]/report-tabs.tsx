import { useTranslations } from 'next-intl';
import { Panel } from '#app/_ui/panel';
import { Tabs } from '#app/_ui/tabs';
import { useFormats } from '#app/_ui/use-formats';
import type { Search } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import type { ReportDetail } from '#lib/queries/report-detail';
import { RawXml } from './raw-xml.tsx';
import { RecordsTab } from './records-tab.tsx';

type ReportTabsProps = { viewer: Viewer; report: ReportDetail; search: Search };

/** The report's records, or the file itself. */
export function ReportTabs({ viewer, report, search }: ReportTabsProps) {
  const f = useFormats();
  const t = useTranslations('report.tabs');
  const { uid, counted, records } = report;
  const raw = search['tab'] === 'xml' || !counted;
  const path = `/reports/${uid}`;
  return (
    <Panel title={t('title')} note={counted ? undefined : t('note')}>
      <div className="mt-2 px-[10px]">
        <Tabs
          label={t('label')}
          tabs={[
            ...(counted
              ? [{ href: path, text: t('records'), count: f.count(records), current: !raw }]
              : []),
            { href: `${path}?tab=xml`, text: t('xml'), current: raw },
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
