import { Suspense } from 'react';
import { Figure, FigureSkeleton, Figures } from '#app/_ui/figures';
import { ChangeNote, PointsNote } from '#app/_ui/trend-note';
import { filterToSearch } from '#lib/filter/filter';
import { trendOf } from '#lib/filter/trend';
import { formatCompact, formatCount, formatPercent } from '#lib/format/number';
import type { DomainRow } from '#lib/queries/domain-list';
import { METRICS } from '#lib/queries/metric-table';
import { askDomains, askTotals } from './asked.tsx';
import { AuthorisedFigure, SpoofFigure } from './class-figures.tsx';
import type { Ask } from './page-bar.tsx';

/** The five figures at the head of the overview; each leads to what is behind it. */
export async function FiguresPanel(ask: Ask) {
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
        href={`/reports${filterToSearch(filter, { outcomes: { not: false, values: ['passed'] } })}`}
        note={<PointsNote trend={trend} />}
      />
      <Suspense fallback={<FigureSkeleton label={METRICS.M11.name} />}>
        <AuthorisedFigure {...ask} />
      </Suspense>
      <Figure
        label="Domains at enforcement"
        value={`${enforced.length} of ${domains.length}`}
        note={stillOpen(domains.filter((domain) => !isEnforced(domain)))}
      />
      <Suspense fallback={<FigureSkeleton label="Spoof blocked" />}>
        <SpoofFigure {...ask} />
      </Suspense>
    </Figures>
  );
}

/** Quarantine or reject, and not only in test mode (RFC 9989, `t`). */
function isEnforced({ policy }: DomainRow) {
  return policy !== null && !policy.testing && (policy.p === 'quarantine' || policy.p === 'reject');
}

function stillOpen(open: readonly DomainRow[]) {
  const [first, ...more] = open;
  if (!first) return 'all of them';
  return more.length === 0 ? `${first.unicode} is not yet` : `${open.length} are not yet`;
}
