import { Figure, Figures } from '#app/_ui/figures';
import { ChangeNote, PointsNote } from '#app/_ui/trend-note';
import { filterToSearch } from '#lib/filter/filter';
import { trendOf } from '#lib/filter/trend';
import type { Outcome } from '#lib/filter/vocabulary';
import { formatCompact, formatCount, formatPercent } from '#lib/format/number';
import type { DomainRow } from '#lib/queries/domain-list';
import { askDomains, askTotals } from './asked.tsx';
import type { Ask } from './page-bar.tsx';

/** The five figures at the head of the overview; each leads to what is behind it. */
export async function FiguresPanel({ viewer, filter, now }: Ask) {
  const [all, domains] = await Promise.all([
    askTotals(viewer, filter, now),
    askDomains(viewer, filter, now),
  ]);
  const { messages, passed, failed, byOutcome } = all;
  const trend = trendOf(all.comparable, all.previous);
  const throughCount = byOutcome.delivered + byOutcome.overridden;
  const blocked = byOutcome.quarantined + byOutcome.rejected;
  const only = (...values: Outcome[]) =>
    `/reports${filterToSearch(filter, { outcomes: { not: false, values } })}`;
  const enforced = domains.filter(isEnforced);
  return (
    <Figures>
      <Figure
        label="Messages reported"
        value={formatCompact(messages)}
        exact={formatCount(messages)}
        href={`/reports${filterToSearch(filter)}`}
        note={<ChangeNote trend={trend} compare={filter.compare} />}
      />
      <Figure
        label="DMARC compliance"
        value={formatPercent(passed, messages)}
        exact={`${formatCount(passed)} of ${formatCount(messages)}`}
        href={only('passed')}
        note={<PointsNote trend={trend} />}
      />
      <Figure
        label="Failed, yet delivered"
        value={formatCompact(throughCount)}
        exact={formatCount(throughCount)}
        href={only('overridden', 'delivered')}
        note={`${formatPercent(throughCount, messages)} of all messages`}
      />
      <Figure
        label="Blocked by your policy"
        value={formatCompact(blocked)}
        exact={formatCount(blocked)}
        href={only('quarantined', 'rejected')}
        note={failed === 0 ? 'nothing failed' : `${formatPercent(blocked, failed)} of what failed`}
      />
      <Figure
        label="Domains at enforcement"
        value={`${enforced.length} of ${domains.length}`}
        note={stillOpen(domains.filter((domain) => !isEnforced(domain)))}
      />
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
