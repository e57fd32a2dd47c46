import { Figure, Figures } from '#app/_ui/figures';
import { ChangeNote, PointsNote } from '#app/_ui/trend-note';
import { askTotals } from '#app/(dashboard)/asked';
import type { Ask } from '#app/(dashboard)/page-bar';
import { filterToSearch } from '#lib/filter/filter';
import { trendOf } from '#lib/filter/trend';
import { formatCompact, formatCount, formatPercent } from '#lib/format/number';

/** How the domain's mail fares. */
export async function DomainFigures({ viewer, filter, now }: Ask) {
  const all = await askTotals(viewer, filter, now);
  const { messages, passed, failed, dkimAligned, spfOnly, byOutcome } = all;
  const trend = trendOf(all.comparable, all.previous);
  const blocked = byOutcome.quarantined + byOutcome.rejected;
  const search = filterToSearch(filter);
  return (
    <Figures>
      <Figure
        label="Messages reported"
        value={formatCompact(messages)}
        exact={formatCount(messages)}
        href={`/reports${search}`}
        note={<ChangeNote trend={trend} compare={filter.compare} />}
      />
      <Figure
        label="DMARC compliance"
        value={formatPercent(passed, messages)}
        exact={`${formatCount(passed)} of ${formatCount(messages)}`}
        note={<PointsNote trend={trend} />}
      />
      <Figure
        label="Carried by DKIM"
        value={formatPercent(dkimAligned, passed)}
        exact={`${formatCount(dkimAligned)} of ${formatCount(passed)} that passed`}
        note={`${formatCompact(spfOnly)} hang on SPF alone`}
      />
      <Figure
        label="Overridden by receivers"
        value={formatCompact(byOutcome.overridden)}
        exact={formatCount(byOutcome.overridden)}
        href={`/reports${filterToSearch(filter, { outcomes: { not: false, values: ['overridden'] } })}`}
        note="failed, delivered against the policy"
      />
      <Figure
        label="Blocked by your policy"
        value={formatCompact(blocked)}
        exact={formatCount(blocked)}
        note={failed === 0 ? 'nothing failed' : `${formatPercent(blocked, failed)} of what failed`}
      />
    </Figures>
  );
}
