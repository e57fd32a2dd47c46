import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { cache, Suspense } from 'react';
import { formats } from '#app/_ui/formats';
import { pageHref, pagePath } from '#app/_ui/page-href';
import { isAuthorised } from '#lib/queries/source-classes';
import { groupSources, isInTab } from '#lib/queries/source-groups';
import type { Ask } from './page-bar.tsx';
import { askClassified } from './sources/asked-sources.tsx';

/** What whose-it-is says of one domain: how its own senders fare, and how many wait for a word. */
type DomainClasses = { messages: number; passed: number; review: number };

/** Of all domains at once, and once per request. */
const askDomainClasses = cache(async ({ viewer, filter, now }: Ask) => {
  const { sources } = await askClassified(viewer, filter, now);
  const byDomain = Map.groupBy(sources, ({ domain }) => domain);
  return new Map<string, DomainClasses>(
    [...byDomain].map(([domain, members]) => {
      const own = members.filter(isAuthorised);
      const review = members.filter((source) => isInTab(source, 'review', now));
      return [
        domain,
        {
          messages: own.reduce((sum, { messages }) => sum + messages, 0),
          passed: own.reduce((sum, { passed }) => sum + passed, 0),
          review: groupSources(review, 'service').length,
        },
      ];
    }),
  );
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
  const [f, all] = await Promise.all([formats(), askDomainClasses(ask)]);
  const { passed, messages } = all.get(domain) ?? NOTHING;
  return f.percent(passed, messages);
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
  const [t, f, all] = await Promise.all([
    getTranslations('overview.domains'),
    formats(),
    askDomainClasses(ask),
  ]);
  const { review } = all.get(domain) ?? NOTHING;
  if (review === 0) return <span className="text-ink-3">{f.count(0)}</span>;
  const href = pageHref(pagePath('/sources', { tab: 'review' }), {
    ...ask.filter,
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

const NOTHING: DomainClasses = { messages: 0, passed: 0, review: 0 };
