import { BucketTable, type TrendTableProps } from './bucket-table.tsx';
import { countOf, type Series, type SeriesPoint } from './series.tsx';
import { useFormats } from './use-formats.tsx';

type SeriesTableProps = TrendTableProps<SeriesPoint> & { series: readonly Series[] };

/** The numbers of a chart of parts, newest first. */
export function SeriesTable({ series, ...trend }: SeriesTableProps) {
  const f = useFormats();
  const columns = series.map(({ key, text }) => ({
    head: text,
    end: true,
    phone: 'keep' as const,
    cell: (point: SeriesPoint) => f.count(countOf(key, point)),
    foot: f.count(countOf(key, ...trend.points)),
  }));
  return <BucketTable {...trend} columns={columns} />;
}
