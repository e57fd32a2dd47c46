import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Figure, FigureSkeleton, Figures } from '#app/_ui/figures';
import { formats } from '#app/_ui/formats';
import { ChangeNote, PointsNote } from '#app/_ui/trend-note';
import { filterToSearch } from '#lib/filter/filter';
import { trendOf } from '#lib/filter/trend';
import type { DomainRow } from '#lib/queries/domain-list';
import type { Words } from '#lib/words/translate';
import { askDomains, askTotals } from './asked.tsx';
import { AuthorisedFigure, SpoofFigure } from './class-figures.tsx';
import type { Ask } from './page-bar.tsx';

/** The five figures at the head of the overview; each leads to what is behind it. */
export async function FiguresPanel(ask: Ask) {
  const f = await formats();
  const t = await getTranslations('overview');
  const metric = await getTranslations('metric');
  const { viewer, filter, now } = ask;
  const [all, domains] = await Promise.all([
    askTotals(viewer, filter, now),
    askDomains(viewer, filter, now),
  ]);
  const { messages, passed } = all;
  const trend = trendOf(all.comparable, all.previous);
  const enforced = domains.filter(isEnforced);
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
        exact={t('class.exact', { part: f.count(passed), whole: f.count(messages) })}
        href={`/reports${filterToSearch(filter, { outcomes: { not: false, values: ['passed'] } })}`}
        note={<PointsNote trend={trend} />}
      />
      <Suspense fallback={<FigureSkeleton label={metric('M11.name')} />}>
        <AuthorisedFigure {...ask} />
      </Suspense>
      <Figure
        label={t('enforced.label')}
        value={t('enforced.value', { part: enforced.length, whole: domains.length })}
        note={stillOpen(
          domains.filter((domain) => !isEnforced(domain)),
          t,
        )}
      />
      <Suspense fallback={<FigureSkeleton label={t('class.spoof')} />}>
        <SpoofFigure {...ask} />
      </Suspense>
    </Figures>
  );
}

/** Quarantine or reject, and not only in test mode (RFC 9989, `t`). */
function isEnforced({ policy }: DomainRow) {
  return policy !== null && !policy.testing && (policy.p === 'quarantine' || policy.p === 'reject');
}

function stillOpen(open: readonly DomainRow[], t: Words<'overview'>) {
  const [first, ...more] = open;
  if (!first) return t('enforced.all');
  return more.length === 0
    ? t('enforced.one', { domain: first.unicode })
    : t('enforced.open', { count: open.length });
}
