'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { OUTCOMES, type Outcome } from '#lib/filter/vocabulary';
import type { BucketLinks } from './chart-zoom.client.ts';
import type { OutcomeBandProps } from './outcome-band.client.tsx';

export type OutcomePoint = { day: string; total: number } & Record<Outcome, number>;

/** A change of policy on the time axis. */
export type Pin = { day: string; number: number; text: string };

export type OutcomeChartProps = BucketLinks & {
  points: readonly OutcomePoint[];
  pins: readonly Pin[];
  /** The last bucket that is complete: what follows is still arriving. */
  completeThrough: string | null;
  /** The id of the sentence that says what the chart shows. */
  describedBy: string;
};

/** Drawn when the page is there: what draws it weighs as much as a third of all other scripts. */
const OutcomeBand = dynamic(async () => (await import('./outcome-band.client.tsx')).OutcomeBand, {
  ssr: false,
});

const FAILURES = OUTCOMES.filter((outcome) => outcome !== 'passed');

/**
 * What became of the mail. What passed is a pale area under a line, what failed is solid and stands
 * a second time below on a scale of its own, since 1 % of a large number cannot be seen.
 */
export function OutcomeChart(props: OutcomeChartProps) {
  const t = useTranslations('chrome.chart');
  const { points } = props;
  const hourly = points[0]?.day.includes('T') ?? false;
  const failed =
    points.some(({ passed }) => passed > 0) && points.some(({ total, passed }) => total > passed);
  return (
    <div data-chart className="px-[10px] pt-0.5 pb-2.5">
      <Band
        {...props}
        outcomes={OUTCOMES}
        height={196}
        label={t(hourly ? 'messagesByHour' : 'messagesByOutcome')}
        axis={!failed}
      />
      {failed ? (
        <>
          <p className="mt-1 px-2 text-[12px] text-ink-3">{t('failedOnly')}</p>
          <Band
            {...props}
            outcomes={FAILURES}
            height={124}
            label={t(hourly ? 'failedByHour' : 'failedByOutcome')}
            axis
          />
        </>
      ) : null}
    </div>
  );
}

/** Room for one band, so that nothing moves when it is drawn. */
function Band(props: OutcomeBandProps) {
  return (
    <div style={{ height: props.height }}>
      <OutcomeBand {...props} />
    </div>
  );
}
