import { useTranslations } from 'next-intl';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import { type Column, DataTable } from './data-table.tsx';
import { DrillLink } from './drill-link.tsx';
import { useFormats } from './use-formats.tsx';

/** What the table of a trend is told by its chart. */
export type TrendTableProps<Point> = {
  points: readonly Point[];
  filter: Filter;
  /** The last bucket whose reports have all come. */
  through: string | null;
};

type BucketTableProps<Point> = TrendTableProps<Point> & {
  /** What stands behind the day and the number of its messages. */
  columns: readonly Column<Point>[];
};

/** The numbers of a chart, newest first. A day leads to the reports about it. */
export function BucketTable<Point extends { day: string; total: number }>({
  points,
  filter,
  through,
  columns,
}: BucketTableProps<Point>) {
  const f = useFormats();
  const t = useTranslations('ui');
  const v = useTranslations('volume.hours');
  const hourly = points[0]?.day.includes('T') ?? false;
  const first: Column<Point>[] = [
    {
      head: hourly ? v('head') : t('day'),
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
  ];
  return (
    <DataTable
      caption={hourly ? v('caption') : t('messagesPerDay')}
      columns={[...first, ...columns]}
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
