import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { formats } from '#app/_ui/formats';
import { Skeleton } from '#app/_ui/skeleton';
import { completeThrough } from '#lib/queries/complete-through';
import { askTotals } from './asked.tsx';
import type { Ask } from './page-bar.tsx';

/** What the page is about, in one line: how many domains, which days, and how far they are complete. */
export function PageLead(ask: Ask) {
  return (
    <Suspense fallback={<Skeleton className="my-1 h-[14px] w-96 max-w-full" />}>
      <Lead {...ask} />
    </Suspense>
  );
}

async function Lead({ viewer, filter, now }: Ask) {
  const [{ domains, from, to }, through] = await Promise.all([
    askTotals(viewer, filter, now),
    completeThrough(viewer, filter, now),
  ]);
  const t = await getTranslations('overview');
  const f = await formats();
  const [only, ...more] = filter.domains;
  const several = t('lead.domains', { n: domains, count: f.count(domains) });
  const { group } = filter;
  const among = group === null ? several : t('lead.group', { group, domains: several });
  const who = only !== undefined && more.length === 0 ? only : among;
  const values = { who, days: f.days(from, to) };
  const complete = through === null || through >= to ? null : f.day(through);
  return (
    <p>
      {complete === null
        ? t('lead.text', values)
        : t('lead.complete', { ...values, day: complete })}
    </p>
  );
}
