import { Suspense } from 'react';
import { Skeleton } from '#app/_ui/skeleton';
import { formatDay, formatDays } from '#lib/format/date';
import { formatCount } from '#lib/format/number';
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
  const named = filter.domains.length === 1 ? filter.domains[0] : counted(domains);
  return (
    <p>
      {named}, {formatDays(from, to)}, UTC days.
      {through !== null && through < to ? ` Complete through ${formatDay(through)}.` : null}
    </p>
  );
}

function counted(domains: number) {
  return `${formatCount(domains)} ${domains === 1 ? 'domain' : 'domains'}`;
}
