import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

type PolicySentenceProps = {
  domain: string;
  p: string | null;
  sp: string | null;
  np?: string | null;
  pct?: string | null;
  testing: boolean;
};

/** What a policy asks of receivers, said in full. */
export function PolicySentence({ domain, p, sp, np, pct, testing }: PolicySentenceProps) {
  const t = useTranslations('ui.policy');
  const b = (text: ReactNode) => <b className="text-ink">{text}</b>;
  if (!isKnown(p)) return t.rich('unknown', { domain, b });
  return (
    <>
      {isKnown(sp) && sp !== p
        ? t.rich('below', { domain, p, sp, b })
        : t.rich('same', { domain, p, b })}
      {testing ? ` ${t('testing')}` : ''}
      {/* RFC 7489's sampling, which RFC 9989 no longer knows. */}
      {pct && /^[0-9]{1,2}$/.test(pct) ? ` ${t('pct', { pct: Number(pct) })}` : ''}
      {/* What holds for names that are not in DNS, and what is not known about it. */}
      {isKnown(np) ? ` ${t('np', { np })}` : ''}
    </>
  );
}

function isKnown(policy: string | null | undefined): policy is string {
  return policy === 'none' || policy === 'quarantine' || policy === 'reject';
}
