import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { Panel } from '#app/_ui/panel';
import { isOperator } from '#lib/auth/require-viewer';
import { parseFilter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { domainOverview } from '#lib/queries/domain-list';

type FoundDomainsProps = {
  viewer: Viewer;
  href: (domain: string) => string;
  /** The one that the page is about. */
  current?: string | null;
};

/** Domains that reports are about already, with what they count; nothing before the first. */
export async function FoundDomains({ viewer, href, current = null }: FoundDomainsProps) {
  const [t, f] = await Promise.all([getTranslations('welcome.record'), formats()]);
  const rows = await domainOverview(viewer, parseFilter({ range: '12m' }));
  const own = rows.filter(({ isDemo }) => !isDemo);
  if (own.length === 0) return null;
  return (
    <Panel
      title={t('found')}
      note={t('foundNote')}
      action={
        isOperator(viewer) ? (
          <Link href="/settings/domains" className="text-accent hover:underline">
            {t('park')}
          </Link>
        ) : undefined
      }
      className="my-5"
    >
      <ul className="max-h-60 overflow-y-auto px-[18px] pt-2 pb-3">
        {own.map(({ name, unicode, messages, policy }) => (
          <li
            key={name}
            className="flex flex-wrap items-baseline gap-x-3 border-line-2 py-1.5 not-last:border-b"
          >
            <Link
              href={href(name)}
              aria-current={name === current ? 'true' : undefined}
              scroll={false}
              className="hover:underline aria-[current]:font-semibold"
            >
              {unicode}
            </Link>
            <span className="text-note text-ink-3">
              {t('messages', { n: messages, count: f.count(messages) })}
            </span>
            <code className="ml-auto font-mono text-small text-ink-2">
              {policy?.p ? `p=${policy.p}` : ''}
            </code>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
