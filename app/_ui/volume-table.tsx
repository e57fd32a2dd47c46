import { type Filter, filterToSearch } from '#lib/filter/filter';
import { OUTCOMES } from '#lib/filter/vocabulary';
import { formatFullDay } from '#lib/format/date';
import { OUTCOME_LABELS } from '#lib/format/label';
import { formatCount, formatPercent } from '#lib/format/number';
import { type Column, DataTable } from './data-table.tsx';
import { DrillLink } from './drill-link.tsx';
import type { OutcomePoint } from './outcome-chart.client.tsx';

type VolumeTableProps = {
  points: readonly OutcomePoint[];
  filter: Filter;
  through: string | null;
};

/** The numbers of the chart, newest first. */
export function VolumeTable({ points, filter, through }: VolumeTableProps) {
  const total = points.reduce((sum, point) => sum + point.total, 0);
  const passed = points.reduce((sum, point) => sum + point.passed, 0);
  const columns: Column<OutcomePoint>[] = [
    {
      head: 'Day',
      cell: ({ day }) => (
        <>
          <DrillLink href={`/reports${filterToSearch(filter, periodOf(day))}`}>
            {formatFullDay(day)}
          </DrillLink>
          {through !== null && day > through ? (
            <span className="ml-2 font-normal text-ink-3">still arriving</span>
          ) : null}
        </>
      ),
      foot: 'All',
    },
    {
      head: 'Messages',
      end: true,
      phone: 'keep',
      cell: (point) => formatCount(point.total),
      foot: formatCount(total),
    },
    ...OUTCOMES.map((outcome) => ({
      head: OUTCOME_LABELS[outcome].text,
      end: true,
      cell: (point: OutcomePoint) => formatCount(point[outcome]),
      foot: formatCount(points.reduce((sum, point) => sum + point[outcome], 0)),
    })),
    {
      head: 'Compliance',
      end: true,
      phone: 'keep',
      cell: (point) => formatPercent(point.passed, point.total),
      foot: formatPercent(passed, total),
    },
  ];
  return (
    <DataTable
      caption="Messages per day by outcome"
      columns={columns}
      rows={points.toReversed()}
      rowKey={({ day }) => day}
    />
  );
}

function periodOf(day: string) {
  return { period: { kind: 'fixed', from: day, to: day }, view: 'chart' } as const;
}
