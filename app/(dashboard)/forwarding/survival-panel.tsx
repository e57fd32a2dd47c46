import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { OutcomeLegend } from '#app/_ui/legend';
import { pageHref } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import { ShareChart, type SharePoint } from '#app/_ui/share-chart.client';
import { ViewSwitch } from '#app/_ui/view-switch';
import { VolumeTable } from '#app/_ui/volume-table';
import type { Ask } from '#app/(dashboard)/page-bar';
import { resolvePeriod } from '#lib/filter/period';
import { granularityFor } from '#lib/filter/series';
import { OUTCOMES } from '#lib/filter/vocabulary';
import { bucketVolume, type VolumeDay } from '#lib/queries/volume-by-day';
import { askForwarding } from './asked.ts';

const PATH = '/forwarding';

/** What became of forwarded mail: shares, since the question is not how much there was. */
export async function SurvivalPanel({ viewer, filter, now }: Ask) {
  const f = await formats();
  const t = await getTranslations('forwarding.survival');
  const { total, days } = await askForwarding(viewer, filter, now);
  if (total.messages === 0) return null;
  const granularity = granularityFor(resolvePeriod(filter.period, now).days, filter.granularity);
  const buckets = bucketVolume(days, granularity);
  const { byOutcome, messages, passed } = total;
  return (
    <Panel
      title={t('title')}
      note={t('note', { granularity })}
      action={<ViewSwitch path={PATH} filter={filter} />}
      summary={
        <span id="survival-summary">
          {t('summary', {
            share: f.percent(passed, messages),
            messages: f.compact(messages),
            blocked: f.percent(byOutcome.quarantined + byOutcome.rejected, messages),
          })}
        </span>
      }
    >
      <OutcomeLegend
        counts={byOutcome}
        href={(outcome) => pageHref(PATH, filter, { outcomes: { not: false, values: [outcome] } })}
      />
      {filter.view === 'table' ? (
        <VolumeTable points={buckets} filter={filter} through={null} />
      ) : (
        <ShareChart
          points={buckets.map(pointOf)}
          outcomes={OUTCOMES}
          label={t('label')}
          describedBy="survival-summary"
        />
      )}
    </Panel>
  );
}

function pointOf({ day, total, ...counts }: VolumeDay): SharePoint {
  const { passed, overridden, quarantined, rejected, delivered } = counts;
  return total > 0 ? { day, passed, overridden, quarantined, rejected, delivered } : { day };
}
