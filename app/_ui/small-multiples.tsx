import { DrillLink } from './drill-link.tsx';

export type SmallChart = {
  key: string;
  title: string;
  href: string;
  note: string;
  points: readonly { day: string; messages: number; passed: number }[];
};

type SmallMultiplesProps = {
  charts: readonly SmallChart[];
  /** What the top of a chart's scale stands for, in words. */
  most: (top: number) => string;
};

/** Small charts side by side, each on its own scale: drawn on the server, and said in words beside. */
export function SmallMultiples({ charts, most }: SmallMultiplesProps) {
  return (
    <ul className="grid gap-x-8 gap-y-5 px-[18px] pt-4 pb-[18px] sm:grid-cols-2 lg:grid-cols-3">
      {charts.map((chart) => (
        <li key={chart.key} className="min-w-0">
          <p className="truncate font-[550]">
            <DrillLink href={chart.href}>{chart.title}</DrillLink>
          </p>
          <p className="flex justify-between gap-3 text-small text-ink-3">
            <span>{chart.note}</span>
            <span>{most(topOf(chart))}</span>
          </p>
          <Drawing chart={chart} />
        </li>
      ))}
    </ul>
  );
}

const WIDTH = 320;
const HEIGHT = 64;

/** All mail as a pale area under a line, what failed as a solid one before it. */
function Drawing({ chart }: { chart: SmallChart }) {
  const top = Math.max(topOf(chart), 1);
  const step = WIDTH / Math.max(chart.points.length - 1, 1);
  const line = (values: readonly number[]) =>
    values.map(
      (value, at) => `${round(at * step)},${round(HEIGHT - (value / top) * (HEIGHT - 3))}`,
    );
  const all = line(chart.points.map(({ messages }) => messages)).join(' ');
  const failed = line(chart.points.map(({ messages, passed }) => messages - passed)).join(' ');
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="mt-1.5 block h-16 w-full border-b border-line"
    >
      <polygon
        points={`0,${HEIGHT} ${all} ${WIDTH},${HEIGHT}`}
        fill="var(--passed)"
        fillOpacity="0.14"
      />
      <polygon points={`0,${HEIGHT} ${failed} ${WIDTH},${HEIGHT}`} fill="var(--delivered)" />
      <polyline
        points={all}
        fill="none"
        stroke="var(--passed)"
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

function topOf({ points }: SmallChart) {
  return points.reduce((top, { messages }) => Math.max(top, messages), 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
