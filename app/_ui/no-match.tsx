import { getTranslations } from 'next-intl/server';
import { addDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { newestDay } from '#lib/queries/newest-day';
import { Empty } from './empty.tsx';
import { formats } from './formats.tsx';
import { pageHref, unfilteredHref } from './page-href.tsx';

type NoMatchProps = {
  viewer: Viewer;
  path: string;
  filter: Filter;
  what: 'message' | 'report' | 'reporter' | 'source';
};

/**
 * Nothing to show: because of the filters, which can be cleared; because of the period, from which the
 * newest day is one step away; or because there never was anything.
 */
export async function NoMatch({ viewer, path, filter, what }: NoMatchProps) {
  const [t, f] = await Promise.all([getTranslations('ui.noMatch'), formats()]);
  const cleared = unfilteredHref(path, filter);
  if (cleared !== pageHref(path, filter)) {
    return (
      <Empty
        kind="filtered"
        title={t(`title.${what}.filtered`)}
        action={{ href: cleared, text: t('clear') }}
      >
        {t('filtered')}
      </Empty>
    );
  }
  const newest = await newestDay(viewer, filter);
  if (newest === null) {
    return (
      <Empty
        kind="never"
        title={t('never')}
        action={{ href: '/welcome?step=record', text: t('ask') }}
      >
        {t('range')}
      </Empty>
    );
  }
  const month = { kind: 'fixed', from: addDays(newest, -29), to: newest } as const;
  return (
    <Empty
      kind="range"
      title={t(`title.${what}.range`)}
      action={{
        href: pageHref(path, filter, { period: month }),
        text: t('newest', { day: f.fullDay(newest) }),
      }}
    >
      {t('range')}
    </Empty>
  );
}
