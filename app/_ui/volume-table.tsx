import { useTranslations } from 'next-intl';
import { OUTCOMES, type Outcome } from '#lib/filter/vocabulary';
import { BucketTable, type TrendTableProps } from './bucket-table.tsx';
import type { Column } from './data-table.tsx';
import type { OutcomePoint } from './outcome-chart.client.tsx';
import { useFormats } from './use-formats.tsx';

/** The numbers of a chart of outcomes, newest first. */
export function VolumeTable(trend: TrendTableProps<OutcomePoint>) {
  const f = useFormats();
  const t = useTranslations('ui');
  const outcomes = useTranslations('outcome');
  const sum = (key: Outcome | 'total') => trend.points.reduce((all, point) => all + point[key], 0);
  const columns: Column<OutcomePoint>[] = [
    ...OUTCOMES.map((outcome) => ({
      head: outcomes(`${outcome}.text`),
      end: true,
      cell: (point: OutcomePoint) => f.count(point[outcome]),
      foot: f.count(sum(outcome)),
    })),
    {
      head: t('compliance'),
      end: true,
      phone: 'keep',
      cell: ({ passed, total }) => f.percent(passed, total),
      foot: f.percent(sum('passed'), sum('total')),
    },
  ];
  return <BucketTable {...trend} columns={columns} />;
}
