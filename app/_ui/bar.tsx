import { OUTCOMES, type Outcome } from '#lib/filter/vocabulary';
import { OUTCOME_FILLS } from './outcome.tsx';

export type OutcomeCounts = Record<Outcome, number>;

/** A bar of what became of the mail. */
export function OutcomeBar({ counts, wide = false }: { counts: OutcomeCounts; wide?: boolean }) {
  const parts = OUTCOMES.map((key) => ({ key, count: counts[key], fill: OUTCOME_FILLS[key] }));
  return <StackedBar parts={parts} wide={wide} />;
}

/** A bar of two parts: what passed and what failed. */
export function ShareBar({ passed, failed }: { passed: number; failed: number }) {
  const parts = [
    { key: 'passed', count: passed, fill: 'bg-passed' },
    { key: 'failed', count: failed, fill: 'fill-hatch' },
  ];
  return <StackedBar parts={parts} />;
}

export type MechanismCounts = { both: number; dkimOnly: number; spfOnly: number; neither: number };

const MECHANISM_FILLS = {
  both: 'bg-passed',
  dkimOnly: 'bg-passed/55',
  spfOnly: 'bg-single',
  neither: 'fill-hatch',
} as const satisfies Record<keyof MechanismCounts, string>;

/** A bar of how the mail passed: by both, by DKIM, by SPF, by neither. */
export function MechanismBar({ both, dkimOnly, spfOnly, neither }: MechanismCounts) {
  const parts = [
    { key: 'both', count: both, fill: MECHANISM_FILLS.both },
    { key: 'dkimOnly', count: dkimOnly, fill: MECHANISM_FILLS.dkimOnly },
    { key: 'spfOnly', count: spfOnly, fill: MECHANISM_FILLS.spfOnly },
    { key: 'neither', count: neither, fill: MECHANISM_FILLS.neither },
  ];
  return <StackedBar parts={parts} />;
}

type Part = { key: string; count: number; fill: string };

/** The numbers stand beside it, so it is silent; the smallest share is still a visible pixel. */
function StackedBar({ parts, wide = false }: { parts: readonly Part[]; wide?: boolean }) {
  const size = wide ? 'h-3 w-full rounded-sm' : 'h-[7px] w-24 rounded-[4px]';
  return (
    <span
      aria-hidden="true"
      className={`inline-flex gap-px overflow-hidden bg-line-2 align-middle ${size}`}
    >
      {parts
        .filter(({ count }) => count > 0)
        .map(({ key, count, fill }) => (
          <i
            key={key}
            className={`h-full min-w-[1.5px] ${fill}`}
            style={{ flex: `${count} 1 0` }}
          />
        ))}
    </span>
  );
}
