import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { columnsInPath } from '#app/_ui/chosen-columns';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Glyph } from '#app/_ui/glyph';
import { pagePath } from '#app/_ui/page-href';
import { columnsOf } from '#app/_ui/saved-columns';
import { useFormats } from '#app/_ui/use-formats';
import { parseFilter, type Search } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import type { ReportDetail } from '#lib/queries/report-detail';
import { type ReportRecord, reportRecords } from '#lib/queries/report-records';
import { RECORD_KINDS } from './record-kinds.ts';
import { RecordsTable } from './records-table.tsx';

/** More rows than that no one reads: the export holds them all. */
const MOST_ROWS = 500;

type RecordsTabProps = {
  viewer: Viewer;
  report: ReportDetail;
  search: Search;
};

/** The records of a report, narrowed by what went wrong, and the check that they add up. */
export async function RecordsTab({ viewer, report, search }: RecordsTabProps) {
  const f = await formats();
  const t = await getTranslations('report');
  const records = (await reportRecords(viewer, report.uid)) ?? [];
  if (records.length === 0 && report.counted && report.records > 0) return <RecordsGone />;
  const kind = RECORD_KINDS.find(({ key }) => key === search['show']) ?? RECORD_KINDS[0];
  const chosen = await columnsOf('records', search);
  const pathOf = (key: (typeof RECORD_KINDS)[number]['key']) =>
    pagePath(`/reports/${report.uid}`, {
      show: key === 'all' ? null : key,
      ...columnsInPath(chosen),
    });
  const found = records.filter(kind.holds).toSorted((a, b) => b.messages - a.messages);
  return (
    <>
      <ul aria-label={t('narrow')} className="flex flex-wrap gap-1.5 px-[18px] pt-3">
        {RECORD_KINDS.map(({ key, holds }) => (
          <li key={key}>
            <Link
              href={pathOf(key)}
              scroll={false}
              aria-current={key === kind.key ? 'true' : undefined}
              className="inline-flex gap-1.5 rounded-full px-2.5 py-1 text-note text-ink-2 hover:bg-hover aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
            >
              {t(`kind.${key}`)}
              <span className="text-ink-3">{f.count(records.filter(holds).length)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {found.length === 0 ? (
        <Empty kind="good" title={t('kindNone', { kind: t(`kind.${kind.key}`) })} />
      ) : (
        <RecordsTable
          records={found.slice(0, MOST_ROWS)}
          choosing={{ table: 'records', chosen, path: pathOf(kind.key), filter: parseFilter({}) }}
        />
      )}
      <TotalsCheck records={records} report={report} shown={Math.min(found.length, MOST_ROWS)} />
    </>
  );
}

function RecordsGone() {
  const t = useTranslations('report');
  return (
    <Empty kind="range" title={t('gone')}>
      {t('goneStays')}
    </Empty>
  );
}

type TotalsCheckProps = { records: readonly ReportRecord[]; report: ReportDetail; shown: number };

/** The sum of the records is what the report counts for: said, not assumed. */
function TotalsCheck({ records, report, shown }: TotalsCheckProps) {
  const f = useFormats();
  const t = useTranslations('report.check');
  const sum = records.reduce((all, { messages }) => all + messages, 0);
  const exact = sum === report.messages;
  return (
    <p className="flex flex-wrap gap-x-2 border-t border-line px-[18px] py-2.5 text-note text-ink-2">
      <span>{t('shown', { shown: f.count(shown), all: f.count(records.length) })}</span>
      <span className={exact ? '' : 'font-medium text-bad'}>
        <Glyph name={exact ? 'check' : 'warning'} />{' '}
        {exact
          ? t('exact', { sum: f.count(sum) })
          : t('other', { sum: f.count(sum), count: f.count(report.messages) })}
      </span>
    </p>
  );
}
