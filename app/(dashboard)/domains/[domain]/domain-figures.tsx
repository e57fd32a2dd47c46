import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Figure, FigureSkeleton, Figures } from '#app/_ui/figures';
import { formats } from '#app/_ui/formats';
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

/** How the domain's mail fares. */
export async function DomainFigures(ask: Ask) {
  const f = await formats();
  const t = await getTranslations('overview.class');
  const metric = await getTranslations('metric');
  const { viewer, filter, now } = ask;
  const all = await askTotals(viewer, filter, now);
  const { messages, passed } = all;
  const trend = trendOf(all.comparable, all.previous);
  return (
    <Figures>
      <Figure
        label={metric('M1.name')}
        help={metric('M1.definition')}
        value={f.compact(messages)}
        exact={f.count(messages)}
        href={`/reports${filterToSearch(filter)}`}
        note={<ChangeNote trend={trend} compare={filter.compare} />}
      />
      <Figure
        label={metric('M4.name')}
        help={metric('M4.definition')}
        value={f.percent(passed, messages)}
        exact={t('exact', { part: f.count(passed), whole: f.count(messages) })}
        note={<PointsNote trend={trend} />}
      />
      <Suspense fallback={<FigureSkeleton label={metric('M11.name')} />}>
        <AuthorisedFigure {...ask} />
      </Suspense>
      <Suspense fallback={<FigureSkeleton label={metric('M13.name')} />}>
        <ResilienceFigure {...ask} />
      </Suspense>
      <Suspense fallback={<FigureSkeleton label={t('collateral')} />}>
        <CollateralFigure {...ask} />
      </Suspense>
      <Suspense fallback={<FigureSkeleton label={metric('M10.name')} />}>
        <OverridesFigure {...ask} />
      </Suspense>
    </Figures>
  );
}

async function OverridesFigure({ viewer, filter, now }: Ask) {
  const f = await formats();
  const t = await getTranslations('domain.overrides');
  const metric = await getTranslations('metric');
  const { messages, asked } = await askOverrides(viewer, filter, now);
  return (
    <Figure
      label={metric('M10.name')}
      help={metric('M10.definition')}
      value={f.compact(messages)}
      exact={f.count(messages)}
      href="#overrides"
      note={asked === 0 ? t('nothing') : t('stopped', { count: f.compact(asked) })}
    />
  );
}
