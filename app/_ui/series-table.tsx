import { useTranslations } from 'next-intl';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import { type Column, DataTable } from './data-table.tsx';
import { DrillLink } from './drill-link.tsx';
import { countOf, type Series, type SeriesPoint } from './series.tsx';
import { useFormats } from './use-formats.tsx';

type SeriesTableProps = {
  series: readonly Series[];
  points: readonly SeriesPoint[];
  filter: Filter;
  through: string | null;
};

/** The numbers of a chart of parts, newest first. */
export function SeriesTable({ series, points, filter, through }: SeriesTableProps) {
  const f = useFormats();
  const t = useTranslations('ui');
  const v = useTranslations('volume');
  const hourly = points[0]?.day.includes('T') ?? false;
  const columns: Column<SeriesPoint>[] = [
    {
      head: hourly ? v('hours.head') : t('day'),
      cell: ({ day }) => (
        <>
          <DrillLink href={`/reports${filterToSearch(filter, periodOf(day))}`}>
            {f.fullBucket(day)}
          </DrillLink>
          {through !== null && day > through ? (
            <span className="ml-2 font-normal text-ink-3">{t('arriving')}</span>
          ) : null}
        </>
      ),
      foot: t('all'),
    },
    {
      head: t('messages'),
      end: true,
      phone: 'keep',
      cell: ({ total }) => f.count(total),
      foot: f.count(points.reduce((sum, { total }) => sum + total, 0)),
    },
    ...series.map(({ key, text }) => ({
      head: text,
      end: true,
      phone: 'keep' as const,
      cell: (point: SeriesPoint) => f.count(countOf(key, point)),
      foot: f.count(countOf(key, ...points)),
    })),
  ];
  return (
    <DataTable
      caption={t('messagesPerDay')}
      columns={columns}
      rows={points.toReversed()}
      rowKey={({ day }) => day}
    />
  );
}

/** The reports of a day; those of an hour are not told apart. */
function periodOf(bucket: string) {
  const day = bucket.slice(0, 10);
  return { period: { kind: 'fixed', from: day, to: day }, view: 'chart' } as const;
}
