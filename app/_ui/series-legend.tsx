import { countOf, type Series, type SeriesPoint } from './series.tsx';
import { useFormats } from './use-formats.tsx';

type SeriesLegendProps = { series: readonly Series[]; points: readonly SeriesPoint[] };

/** Square, word and share of each part. */
export function SeriesLegend({ series, points }: SeriesLegendProps) {
  const f = useFormats();
  const all = series.reduce((sum, { key }) => sum + countOf(key, ...points), 0);
  return (
    <ul className="flex flex-wrap gap-x-[18px] gap-y-1 px-[18px] pt-2.5 pb-1 text-small text-ink-2">
      {series.map((one) => (
        <li key={one.key} className="flex items-center gap-1.5">
          <SeriesSwatch series={one} />
          {one.text}
          <b className="text-ink">{f.percent(countOf(one.key, ...points), all)}</b>
        </li>
      ))}
    </ul>
  );
}

/** The little square of a legend or a tooltip. */
export function SeriesSwatch({ series: { fill, hatched } }: { series: Series }) {
  return (
    <i
      aria-hidden="true"
      className={`size-2.5 rounded-[2.5px] ${hatched ? 'fill-hatch' : ''}`}
      style={hatched ? undefined : { background: fill }}
    />
  );
}
