import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Filter } from '#lib/filter/filter';
import { pageHref } from './page-href.tsx';

/** Chart or table of the same numbers; the URL says which. */
export function ViewSwitch({ path, filter }: { path: string; filter: Filter }) {
  const t = useTranslations('ui.viewAs');
  const view = filter.view === 'chart' ? 'table' : 'chart';
  return (
    <Link
      href={pageHref(path, filter, { view })}
      scroll={false}
      className="text-accent hover:underline"
    >
      {t(view)}
    </Link>
  );
}
