import { Empty } from '#app/_ui/empty';
import { OutcomeLegend } from '#app/_ui/legend';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import { ShareChart, type SharePoint } from '#app/_ui/share-chart.client';
import { ViewSwitch } from '#app/_ui/view-switch';
import { VolumeTable } from '#app/_ui/volume-table';
import { askTotals } from '#app/(dashboard)/asked';
import type { Ask } from '#app/(dashboard)/page-bar';
import { resolvePeriod } from '#lib/filter/period';
import { granularityFor } from '#lib/filter/series';
import { OUTCOMES } from '#lib/filter/vocabulary';
import { formatCompact, formatPercent } from '#lib/format/number';
import type { Totals } from '#lib/queries/totals';
import { bucketVolume, type VolumeDay, volumeByDay } from '#lib/queries/volume-by-day';

const FAILURES = OUTCOMES.filter((outcome) => outcome !== 'passed');

/** What receivers did with mail that failed: shares, since the question is not how much there was. */
export async function DispositionsPanel({ viewer, filter, now }: Ask) {
  const [days, { byDisposition }] = await Promise.all([
    volumeByDay(viewer, filter, now),
    askTotals(viewer, filter, now),
  ]);
  const granularity = granularityFor(resolvePeriod(filter.period, now).days, filter.granularity);
  const buckets = bucketVolume(days, granularity);
  const sum = (key: (typeof FAILURES)[number]) => buckets.reduce((all, day) => all + day[key], 0);
  const counts = {
    passed: 0,
    overridden: sum('overridden'),
    quarantined: sum('quarantined'),
    rejected: sum('rejected'),
    delivered: sum('delivered'),
  };
  const failed = FAILURES.reduce((all, outcome) => all + counts[outcome], 0);
  const blocked = counts.quarantined + counts.rejected;
  const path = `/domains/${filter.domains[0]}`;
  return (
    <Panel
      title="What became of failing mail"
      note={`share per UTC ${granularity}`}
      action={failed === 0 ? null : <ViewSwitch path={path} filter={filter} />}
      summary={
        failed === 0 ? undefined : (
          <span id="share-summary">
            {formatCompact(failed)} messages failed; {formatPercent(blocked, failed)} of them were
            quarantined or rejected. {receiversSay(byDisposition)}
          </span>
        )
      }
    >
      {failed === 0 ? (
        <Empty kind="good" title="No failures in this period" />
      ) : (
        <>
          <OutcomeLegend
            counts={counts}
            outcomes={FAILURES}
            href={(outcome) =>
              pageHref(path, filter, { outcomes: { not: false, values: [outcome] } })
            }
          />
          {filter.view === 'table' ? (
            <VolumeTable points={buckets} filter={filter} through={null} />
          ) : (
            <ShareChart
              points={buckets.map(pointOf)}
              outcomes={FAILURES}
              label="What became of failing mail, in shares per UTC day"
              describedBy="share-summary"
            />
          )}
        </>
      )}
    </Panel>
  );
}

/** M6, in the receivers' own words: of all mail, not only of what failed. */
function receiversSay({ delivered, quarantine, reject, other }: Totals['byDisposition']) {
  const strange = other > 0 ? `, and used another word for ${formatCompact(other)}` : '';
  return `Of all mail, receivers say they delivered ${formatCompact(delivered)}, quarantined ${formatCompact(quarantine)} and rejected ${formatCompact(reject)}${strange}.`;
}

function pointOf({ day, overridden, quarantined, rejected, delivered }: VolumeDay): SharePoint {
  if (overridden + quarantined + rejected + delivered > 0) {
    return { day, overridden, quarantined, rejected, delivered };
  }
  return { day, overridden: null, quarantined: null, rejected: null, delivered: null };
}
