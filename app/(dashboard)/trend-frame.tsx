import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { pageHref, pagePath } from '#app/_ui/page-href';
import { Panel } from '#app/_ui/panel';
import { ViewSwitch } from '#app/_ui/view-switch';
import type { Filter } from '#lib/filter/filter';
import { type Lens, lensInPath } from './trend-view.tsx';

/** What every lens of a trend is told by its page. */
export type TrendProps = {
  path: string;
  filter: Filter;
  title?: string | undefined;
  lens: Lens;
  lenses: readonly Lens[];
};

type TrendFrameProps = TrendProps & {
  note: string;
  summary: string;
  empty?: boolean;
  /** Where a file holds the same numbers; null where none does. */
  file?: string | null;
  children: ReactNode;
};

/** The panel of a trend: its finding in a sentence, its lenses, and the same numbers as a table. */
export function TrendFrame({ children, ...frame }: TrendFrameProps) {
  const t = useTranslations('overview.volume');
  const { path, filter, note, summary, empty = false, file = null } = frame;
  const isTable = filter.view === 'table';
  return (
    <Panel
      title={frame.title ?? t('title')}
      note={note}
      summary={<span id="volume-summary">{summary}</span>}
      action={
        <div className="flex flex-wrap items-baseline gap-x-3.5 gap-y-1">
          {frame.lenses.length > 1 ? <LensSwitch {...frame} /> : null}
          {empty ? null : <ViewSwitch path={path} filter={filter} />}
          {file && isTable && !empty ? (
            <a
              href={pageHref(file, filter, { view: 'chart', sort: null })}
              download
              className="text-accent hover:underline"
            >
              {t('csv')}
            </a>
          ) : null}
        </div>
      }
      id="volume"
    >
      {children}
    </Panel>
  );
}

function LensSwitch({ path, filter, lens, lenses }: TrendProps) {
  const t = useTranslations('overview.volume.lens');
  return (
    <nav aria-label={t('label')} className="flex flex-wrap gap-x-2.5">
      <span className="text-ink-3">{t('by')}</span>
      {lenses.map((one) => (
        <Link
          key={one}
          href={pageHref(pagePath(path, lensInPath(one)), filter)}
          prefetch={false}
          scroll={false}
          aria-current={one === lens ? 'true' : undefined}
          className="text-accent hover:underline aria-[current]:font-medium aria-[current]:text-ink"
        >
          {t(one)}
        </Link>
      ))}
    </nav>
  );
}
