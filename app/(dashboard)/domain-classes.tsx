import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { cache, Suspense } from 'react';
import { formats } from '#app/_ui/formats';
import { pageHref, pagePath } from '#app/_ui/page-href';
import { groupSources, isInTab } from '#lib/queries/source-groups';
import { askClassSums } from './asked.tsx';
import type { Ask } from './page-bar.tsx';
import { askClassified } from './sources/asked-sources.tsx';

/**
 * How many sources wait for a word, by domain: of all at once, and once per request. Where there are more
 * sources than a page reads, there may be more than that.
 */
const askReviews = cache(async ({ viewer, filter, now }: Ask) => {
  const { sources, beyond } = await askClassified(viewer, filter, now);
  const review = sources.filter((source) => isInTab(source, 'review', now));
  const byDomain = Map.groupBy(review, ({ domain }) => domain);
  const counts = new Map(
    [...byDomain].map(([domain, members]) => [domain, groupSources(members, 'service').length]),
  );
  return { counts, beyond };
});

/** M11 of a domain; it comes after the table. */
export function AuthorisedCell({ domain, ask }: { domain: string; ask: Ask }) {
  return (
    <Suspense fallback={<span className="text-ink-3">…</span>}>
      <Authorised domain={domain} ask={ask} />
    </Suspense>
  );
}

async function Authorised({ domain, ask }: { domain: string; ask: Ask }) {
  const { viewer, filter, now } = ask;
  const [f, { domains }] = await Promise.all([formats(), askClassSums(viewer, filter, now)]);
  const own = domains.find((one) => one.domain === domain);
  return f.percent(own?.passed ?? 0, own?.messages ?? 0);
}

/** How many sources of a domain wait for somebody's word; leads to them. */
export function ReviewCell({ domain, ask }: { domain: string; ask: Ask }) {
  return (
    <Suspense fallback={<span className="text-ink-3">…</span>}>
      <Review domain={domain} ask={ask} />
    </Suspense>
  );
}

async function Review({ domain, ask }: { domain: string; ask: Ask }) {
  const [t, f, { counts, beyond }] = await Promise.all([
    getTranslations('overview.domains'),
    formats(),
    askReviews(ask),
  ]);
  const review = counts.get(domain) ?? 0;
  if (review === 0 && beyond === 0) return <span className="text-ink-3">{f.count(0)}</span>;
  const href = pageHref(pagePath('/sources', { tab: 'review' }), {
    ...ask.filter,
    domains: [domain],
  });
  return (
    <Link
      href={href}
      prefetch={false}
      className="drill"
      aria-label={t(beyond > 0 ? 'reviewOfAtLeast' : 'reviewOf', { domain, review })}
      title={beyond > 0 ? t('reviewBeyond', { count: f.count(beyond) }) : undefined}
    >
      {beyond > 0 ? t('atLeast', { count: f.count(review) }) : f.count(review)}
    </Link>
  );
}
