import { useTranslations } from 'next-intl';
import { useChips } from '#app/_ui/filter-chips';
import { useFormats } from '#app/_ui/use-formats';
import { resolvePeriod } from '#lib/filter/period';
import { productVersion } from '#lib/queries/product-version';
import type { Ask } from './page-bar.tsx';

/**
 * What a sheet of paper has in place of the filter bar: what is shown on it, and who printed it when
 * (PRODUCT 3.0, Print).
 */
export function PrintLine({ viewer, filter, now, path }: Ask & { path: string }) {
  const t = useTranslations('filter');
  const f = useFormats();
  const { from, to } = resolvePeriod(filter.period, now);
  const scope = filter.domains.length > 0 ? f.list(filter.domains) : t('allDomains');
  const shown = [
    scope,
    t('print.days', { days: f.days(from, to) }),
    ...useChips(path, filter).map(({ text }) => text),
  ];
  const { version } = productVersion();
  return (
    <div className="mb-3 hidden justify-between gap-6 border-b border-line pb-2 text-small text-ink-2 print:flex">
      <p>{shown.join(' · ')}</p>
      <p className="text-right">
        {t('print.by', { when: f.instant(now), who: viewer.name, version })}
      </p>
    </div>
  );
}
