import { getTranslations } from 'next-intl/server';
import { Fact } from '#app/_ui/facts';
import type { Ask } from '#app/(dashboard)/page-bar';
import { unicodeDomain } from '#lib/domain-name';
import { type SpfOfAddress, spfOfAddress } from '#lib/queries/spf-of-address';
import type { Words } from '#lib/words/translate';

type SpfFactProps = Pick<Ask, 'viewer' | 'filter'> & {
  ip: string;
  /** Those that it sends for, most messages first. */
  domains: readonly string[];
};

const MOST = 4;

/** Whether the SPF records of the domains that an address sends for name it. */
export async function SpfFact({ viewer, filter, ip, domains }: SpfFactProps) {
  const t = await getTranslations('source.spf');
  const told = await spfOfAddress(viewer, filter, ip, domains.slice(0, MOST));
  if (told.length === 0) return null;
  return (
    <Fact name={t('name')}>
      <ul className="flex flex-col gap-0.5">
        {told.map((one) => (
          <li key={one.domain}>
            {unicodeDomain(one.domain)}
            <span className="block text-small text-ink-3">{inWords(one, t)}</span>
          </li>
        ))}
      </ul>
    </Fact>
  );
}

function inWords({ says, block, via }: SpfOfAddress, t: Words<'source.spf'>) {
  if (says !== 'covered') return t(says);
  const which = block ?? '';
  return via === null ? t('covered', { block: which }) : t('included', { block: which, via });
}
