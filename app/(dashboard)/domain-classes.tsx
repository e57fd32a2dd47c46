import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { formats } from '#app/_ui/formats';
import { pageHref, pagePath } from '#app/_ui/page-href';
import { countWaiting, senders } from '#lib/queries/senders';
import { askClassSums } from './asked.tsx';
import type { Ask } from './page-bar.tsx';

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
  const { viewer, filter, now } = ask;
  const [t, f, { senders: sent }] = await Promise.all([
    getTranslations('overview.domains'),
    formats(),
    senders(viewer, filter, now),
  ]);
  const review = countWaiting(sent, domain);
  if (review === 0) return <span className="text-ink-3">{f.count(0)}</span>;
  const href = pageHref(pagePath('/sources', { tab: 'review' }), {
    ...filter,
    domains: [domain],
  });
  return (
    <Link
      href={href}
      prefetch={false}
      className="drill"
      aria-label={t('reviewOf', { domain, review })}
    >
      {f.count(review)}
    </Link>
  );
}
