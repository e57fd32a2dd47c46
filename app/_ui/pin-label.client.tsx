'use client';

import type { Pin } from './outcome-chart.client.tsx';

type PinLabelProps = {
  pin: Pin;
  /** Words stand beside the number while there is room for them. */
  words: boolean;
  /** Left of the pin in the last third of the chart. */
  before: boolean;
  /** Filled in by recharts: where the line stands. */
  viewBox?: { x?: number; y?: number };
};

/** The head of a numbered pin. */
export function PinLabel({ pin, words, before, viewBox }: PinLabelProps) {
  const x = viewBox?.x ?? 0;
  const y = (viewBox?.y ?? 0) + 9;
  return (
    <g>
      <circle cx={x} cy={y} r="8.5" fill="var(--ink)" />
      <text
        x={x}
        y={y + 3.6}
        textAnchor="middle"
        fontSize="10.5"
        fontWeight="600"
        fill="var(--surface)"
      >
        {pin.number}
      </text>
      {words ? (
        <text
          className="max-sm:hidden"
          x={before ? x - 14 : x + 14}
          y={y + 4}
          textAnchor={before ? 'end' : 'start'}
          fontSize="11"
          fontWeight="500"
          fill="var(--ink)"
          stroke="var(--surface)"
          strokeWidth="3"
          paintOrder="stroke"
        >
          {pin.text}
        </text>
      ) : null}
    </g>
  );
}
