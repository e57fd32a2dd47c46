import { getTranslations } from 'next-intl/server';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
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
import type { Formats } from '#lib/format/formats';
import type { Totals } from '#lib/queries/totals';
import { bucketVolume, type VolumeDay, volumeByDay } from '#lib/queries/volume-by-day';
import type { Words } from '#lib/words/translate';

const FAILURES = OUTCOMES.filter((outcome) => outcome !== 'passed');

/** What receivers did with mail that failed: shares, since the question is not how much there was. */
export async function DispositionsPanel({ viewer, filter, now }: Ask) {
  const t = await getTranslations('domain.failing');
  const f = await formats();
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
      title={t('title')}
      note={t('note', { granularity })}
      action={failed === 0 ? null : <ViewSwitch path={path} filter={filter} />}
      summary={
        failed === 0 ? undefined : (
          <span id="share-summary">
            {t('summary', { failed: f.compact(failed), share: f.percent(blocked, failed) })}{' '}
            {receiversSay(byDisposition, t, f)}
          </span>
        )
      }
    >
      {failed === 0 ? (
        <Empty kind="good" title={t('none')} />
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
              label={t('label')}
              describedBy="share-summary"
            />
          )}
        </>
      )}
    </Panel>
  );
}

/** M6, in the receivers' own words: of all mail, not only of what failed. */
function receiversSay(
  { delivered, quarantine, reject, other }: Totals['byDisposition'],
  t: Words<'domain.failing'>,
  f: Formats,
) {
  const said = {
    delivered: f.compact(delivered),
    quarantined: f.compact(quarantine),
    rejected: f.compact(reject),
  };
  return other > 0 ? t('sayOther', { ...said, other: f.compact(other) }) : t('say', said);
}

function pointOf({ day, overridden, quarantined, rejected, delivered }: VolumeDay): SharePoint {
  if (overridden + quarantined + rejected + delivered > 0) {
    return { day, overridden, quarantined, rejected, delivered };
  }
  return { day, overridden: null, quarantined: null, rejected: null, delivered: null };
}
