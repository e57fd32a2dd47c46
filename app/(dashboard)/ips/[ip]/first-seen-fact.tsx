import { getTranslations } from 'next-intl/server';
import { Badge } from '#app/_ui/badge';
import { Fact } from '#app/_ui/facts';
import { formats } from '#app/_ui/formats';
import type { Ask } from '#app/(dashboard)/page-bar';
import { unicodeDomain } from '#lib/domain-name';
import { firstSeen } from '#lib/queries/first-seen';
import { newSources } from '#lib/queries/new-sources';

type FirstSeenFactProps = Ask & {
  ip: string;
  /** Those that it sends for, most messages first. */
  domains: readonly string[];
};

const MOST = 4;

/** M17: since when it sends, whatever the period, and whether it is new in it. */
export async function FirstSeenFact({ viewer, filter, now, ip, domains }: FirstSeenFactProps) {
  const [t, f] = await Promise.all([getTranslations('source.facts'), formats()]);
  const [seen, fresh] = await Promise.all([
    firstSeen(viewer, ip, domains.slice(0, MOST)),
    newSources(viewer, { ...filter, ip }, { limit: 100, now }),
  ]);
  if (seen.length === 0) return null;
  const isNew = (domain: string) => fresh.rows.some((row) => row.domain === domain);
  return (
    <Fact name={t('ever')}>
      <ul className="flex flex-col gap-0.5">
        {seen.map(({ domain, firstDay }) => (
          <li key={domain} className="flex flex-wrap items-baseline gap-x-2">
            {f.fullDay(firstDay)}
            {isNew(domain) ? (
              <Badge tone="warm" glyph="info">
                {t('new')}
              </Badge>
            ) : null}
            {domains.length > 1 ? (
              <span className="text-small text-ink-3">
                {t('everFor', { domain: unicodeDomain(domain) })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Fact>
  );
}
