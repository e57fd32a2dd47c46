import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { FilterBar } from '#app/_ui/filter-bar';
import { Notice } from '#app/_ui/notice';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { askDomainNames, askGroups } from './asked.tsx';
import { DemoRibbon } from './demo-ribbon.tsx';
import { PrintLine } from './print-line.tsx';

/** What every panel is given: who asks, what, and when. */
export type Ask = { viewer: Viewer; filter: Filter; now: Date };

type PageBarProps = Ask & { path: string; scopeFixed?: boolean; bare?: boolean };

/** The filter of a page, and what must be said before its numbers are read. */
export function PageBar({ path, scopeFixed = false, bare = false, ...ask }: PageBarProps) {
  const t = useTranslations('overview');
  const { ignored } = ask.filter;
  return (
    <>
      <Suspense
        fallback={<div className="sticky top-0 z-20 h-14 border-b border-line bg-surface" />}
      >
        <Bar path={path} scopeFixed={scopeFixed} bare={bare} {...ask} />
      </Suspense>
      <PrintLine path={path} {...ask} />
      <Suspense>
        <DemoRibbon {...ask} />
      </Suspense>
      {ignored.length > 0 ? (
        <section aria-label={t('ignored.label')} className="px-4 pt-4 md:px-7">
          <Notice tone="warn">
            {t.rich('ignored.text', {
              names: ignored.join(', '),
              b: (text) => <b>{text}</b>,
            })}
          </Notice>
        </section>
      ) : null}
    </>
  );
}

async function Bar({ viewer, ...bar }: PageBarProps) {
  const [domains, groups] = await Promise.all([askDomainNames(viewer), askGroups(viewer)]);
  return <FilterBar domains={domains} groups={groups} {...bar} />;
}
