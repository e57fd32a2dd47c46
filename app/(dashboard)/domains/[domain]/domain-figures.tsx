import { Suspense } from 'react';
import { Figure, FigureSkeleton, Figures } from '#app/_ui/figures';
import { ChangeNote, PointsNote } from '#app/_ui/trend-note';
import { askOverrides, askTotals } from '#app/(dashboard)/asked';
import {
  AuthorisedFigure,
  CollateralFigure,
  ResilienceFigure,
} from '#app/(dashboard)/class-figures';
import type { Ask } from '#app/(dashboard)/page-bar';
import { filterToSearch } from '#lib/filter/filter';
import { trendOf } from '#lib/filter/trend';
import { formatCompact, formatCount, formatPercent } from '#lib/format/number';
import { METRICS } from '#lib/queries/metric-table';

/** How the domain's mail fares. */
export async function DomainFigures(ask: Ask) {
  const { viewer, filter, now } = ask;
  const all = await askTotals(viewer, filter, now);
  const { messages, passed } = all;
  const trend = trendOf(all.comparable, all.previous);
  return (
    <Figures>
      <Figure
        label={METRICS.M1.name}
        help={METRICS.M1.definition}
        value={formatCompact(messages)}
        exact={formatCount(messages)}
        href={`/reports${filterToSearch(filter)}`}
        note={<ChangeNote trend={trend} compare={filter.compare} />}
      />
      <Figure
        label={METRICS.M4.name}
        help={METRICS.M4.definition}
        value={formatPercent(passed, messages)}
        exact={`${formatCount(passed)} of ${formatCount(messages)}`}
        note={<PointsNote trend={trend} />}
      />
      <Suspense fallback={<FigureSkeleton label={METRICS.M11.name} />}>
        <AuthorisedFigure {...ask} />
      </Suspense>
      <Suspense fallback={<FigureSkeleton label={METRICS.M13.name} />}>
        <ResilienceFigure {...ask} />
      </Suspense>
      <Suspense fallback={<FigureSkeleton label="Collateral" />}>
        <CollateralFigure {...ask} />
      </Suspense>
      <Suspense fallback={<FigureSkeleton label={METRICS.M10.name} />}>
        <OverridesFigure {...ask} />
      </Suspense>
    </Figures>
  );
}

async function OverridesFigure({ viewer, filter, now }: Ask) {
  const { messages, asked } = await askOverrides(viewer, filter, now);
  return (
    <Figure
      label={METRICS.M10.name}
      help={METRICS.M10.definition}
      value={formatCompact(messages)}
      exact={formatCount(messages)}
      href="#overrides"
      note={
        asked === 0 ? 'nothing was to be stopped' : `${formatCompact(asked)} were to be stopped`
      }
    />
  );
}
