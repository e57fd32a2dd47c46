import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { NoMatch } from '#app/_ui/no-match';
import { pageHref } from '#app/_ui/page-href';
import { countOf } from '#app/_ui/series';
import { SeriesTable } from '#app/_ui/series-table';
import { type SmallChart, SmallMultiples } from '#app/_ui/small-multiples';
import { resolvePeriod } from '#lib/filter/period';
import { bucketDays, granularityFor } from '#lib/filter/series';
import { completeThrough } from '#lib/queries/complete-through';
import { domainHours } from '#lib/queries/domain-hours';
import { type DomainVolume, volumeByDomain } from '#lib/queries/volume-by-domain';
import { askHours, showsHours } from './asked-volume.tsx';
import { completeBucket } from './hour-axis.ts';
import { HoursNote } from './hours-note.tsx';
import type { Ask } from './page-bar.tsx';
import { TrendFrame, type TrendProps } from './trend-frame.tsx';

/**
 * The ten domains with most mail, each on a chart and a scale of its own: ten colours upon each other
 * are told apart by nobody, and the largest hides all others.
 */
export async function DomainTrend({ viewer, now, ...trend }: Ask & TrendProps) {
  const { filter, path } = trend;
  const [t, f] = await Promise.all([getTranslations('overview.volume'), formats()]);
  const [{ rows, domains, messages }, through] = await Promise.all([
    volumeByDomain(viewer, filter, { now }),
    completeThrough(viewer, filter, now),
  ]);
  const told = await askHours({ viewer, filter, now });
  const width = granularityFor(resolvePeriod(filter.period, now).days, filter.granularity);
  const granularity = showsHours(told) ? 'hour' : width;
  const names = rows.map(({ name }) => name);
  const hours = showsHours(told) ? await domainHours(viewer, filter, names, now) : null;
  const charts: SmallChart[] = rows.map((row) => ({
    key: row.name,
    title: row.unicode,
    href: pageHref(`/domains/${row.name}`, filter),
    note: t('domainNote', {
      messages: f.compact(row.messages),
      share: f.percent(row.passed, row.messages),
    }),
    points: hours?.get(row.name) ?? bucketDays(row.days, width, add),
  }));
  const shown = rows.reduce((sum, row) => sum + row.messages, 0);
  return (
    <TrendFrame
      {...trend}
      note={t('noteDomains', { granularity })}
      summary={
        rows.length === domains
          ? t('domainsSentence', { n: domains, messages: f.compact(messages) })
          : t('topSentence', {
              shown: rows.length,
              all: f.count(domains),
              share: f.percent(shown, messages),
              messages: f.compact(messages),
            })
      }
      empty={rows.length === 0}
      file={null}
    >
      {rows.length === 0 ? (
        <NoMatch viewer={viewer} path={path} filter={filter} what="message" />
      ) : filter.view === 'table' ? (
        <SeriesTable
          series={rows.map(({ name, unicode }) => ({ key: name, text: unicode, fill: '' }))}
          points={pointsOf(charts, rows)}
          filter={filter}
          through={completeBucket(through, granularity)}
        />
      ) : (
        <SmallMultiples charts={charts} most={(top) => t('domainMost', { top: f.compact(top) })} />
      )}
      {told && rows.length > 0 ? <HoursNote told={told} width={width} /> : null}
    </TrendFrame>
  );
}

type Day = DomainVolume['days'][number];

function add(sum: Day, day: Day): Day {
  return { ...sum, messages: sum.messages + day.messages, passed: sum.passed + day.passed };
}

/** Bucket by bucket what stands in each of the charts. */
function pointsOf(charts: readonly SmallChart[], rows: readonly DomainVolume[]) {
  const days = charts[0]?.points.map(({ day }) => day) ?? [];
  return days.map((day, at) => {
    const counts = Object.fromEntries(
      charts.map(({ key, points }) => [key, points[at]?.messages ?? 0]),
    );
    const point = { day, total: 0, counts };
    return { ...point, total: rows.reduce((sum, { name }) => sum + countOf(name, point), 0) };
  });
}
