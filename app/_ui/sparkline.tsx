const WIDTH = 104;
const HEIGHT = 26;
/** More points than this cannot be told apart at this width. */
const MOST_POINTS = 52;

/** A small line of daily numbers, drawn on the server: a chart library would cost 45 ms per row. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const points = thin(values);
  const most = Math.max(...points, 1);
  const step = WIDTH / Math.max(points.length - 1, 1);
  const line = points
    .map(
      (value, index) =>
        `${round(index * step)},${round(HEIGHT - 2 - (value / most) * (HEIGHT - 5))}`,
    )
    .join(' ');
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      className="block"
    >
      <polygon
        points={`0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}`}
        fill="var(--passed)"
        fillOpacity="0.14"
      />
      <polyline
        points={line}
        fill="none"
        stroke="var(--passed)"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Sums neighbouring days until the points fit. */
function thin(values: readonly number[]): readonly number[] {
  const size = Math.ceil(values.length / MOST_POINTS);
  if (size <= 1) return values;
  const sums: number[] = [];
  for (let at = 0; at < values.length; at += size) {
    const group = values.slice(at, at + size);
    sums.push(group.reduce((sum, value) => sum + value, 0) / group.length);
  }
  return sums;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
