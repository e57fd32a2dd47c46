import { useTranslations } from 'next-intl';
import type { Filter } from '#lib/filter/filter';
import { Empty } from './empty.tsx';
import { pageHref, unfilteredHref } from './page-href.tsx';

type NoMatchProps = {
  path: string;
  filter: Filter;
  what: 'message' | 'report' | 'reporter' | 'source';
};

/** Nothing to show: because of the filters, which can be cleared, or because of the period. */
export function NoMatch({ path, filter, what }: NoMatchProps) {
  const t = useTranslations('ui.noMatch');
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
  const year = { kind: 'relative', range: '12m' } as const;
  return (
    <Empty
      kind="range"
      title={t(`title.${what}.range`)}
      action={{ href: pageHref(path, filter, { period: year }), text: t('year') }}
    >
      {t('range')}
    </Empty>
  );
}
