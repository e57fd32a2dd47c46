import { useTranslations } from 'next-intl';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import { OUTCOMES } from '#lib/filter/vocabulary';
import { type Column, DataTable } from './data-table.tsx';
import { DrillLink } from './drill-link.tsx';
import type { OutcomePoint } from './outcome-chart.client.tsx';
import { useFormats } from './use-formats.tsx';

type VolumeTableProps = {
  points: readonly OutcomePoint[];
  filter: Filter;
  through: string | null;
};

/** The numbers of the chart, newest first. */
export function VolumeTable({ points, filter, through }: VolumeTableProps) {
  const f = useFormats();
  const outcomes = useTranslations('outcome');
  const t = useTranslations('ui');
  const v = useTranslations('volume');
  const hourly = points[0]?.day.includes('T') ?? false;
  const total = points.reduce((sum, point) => sum + point.total, 0);
  const passed = points.reduce((sum, point) => sum + point.passed, 0);
  const columns: Column<OutcomePoint>[] = [
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
      cell: (point) => f.count(point.total),
      foot: f.count(total),
    },
    ...OUTCOMES.map((outcome) => ({
      head: outcomes(`${outcome}.text`),
      end: true,
      cell: (point: OutcomePoint) => f.count(point[outcome]),
      foot: f.count(points.reduce((sum, point) => sum + point[outcome], 0)),
    })),
    {
      head: t('compliance'),
      end: true,
      phone: 'keep',
      cell: (point) => f.percent(point.passed, point.total),
      foot: f.percent(passed, total),
    },
  ];
  return (
    <DataTable
      caption={hourly ? v('hours.caption') : t('messagesPerDay')}
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
