'use client';

/** Hatches: mail that failed and got through, and days whose reports are still arriving. */
export function ChartPatterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}-hatch`}
        width="6"
        height="6"
        patternTransform="rotate(45)"
        patternUnits="userSpaceOnUse"
      >
        <rect width="6" height="6" fill="var(--delivered)" />
        <line y2="6" stroke="var(--surface)" strokeWidth="1.6" strokeOpacity="0.55" />
      </pattern>
      <pattern
        id={`${id}-arriving`}
        width="7"
        height="7"
        patternTransform="rotate(45)"
        patternUnits="userSpaceOnUse"
      >
        <line y2="7" stroke="var(--ink-3)" strokeOpacity="0.45" />
      </pattern>
    </defs>
  );
}
