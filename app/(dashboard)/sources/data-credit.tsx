import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** Whose data says where an address stands; the licence of the networks asks for a link. */
export function DataCredit() {
  const t = useTranslations('source');
  const to = (href: string) => (text: ReactNode) => (
    <a className="underline" href={href} rel="noreferrer">
      {text}
    </a>
  );
  return (
    <p className="px-[18px] pb-3.5 text-small text-ink-3">
      {t.rich('credit', {
        db: to('https://db-ip.com'),
        rv: to('https://www.routeviews.org'),
        nro: to('https://www.nro.net'),
      })}
    </p>
  );
}
