'use client';

import { useTranslations } from 'next-intl';
import { buttonClass } from './button.tsx';
import { CopyButton } from './copy-button.client.tsx';
import { Notice } from './notice.tsx';

/** Recovery codes that were just made; or what was wrong. */
export type CodesState = { codes: string[] } | { error: string } | null;

/** New recovery codes, for the only time they can be seen. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations('recovery');
  return (
    <Notice tone="good">
      <p>{t('lead')}</p>
      <ul className="my-2.5 grid grid-cols-1 gap-x-6 gap-y-1 font-mono text-[13px] sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} className={buttonClass('plain', true)}>
        {t('copy')}
      </CopyButton>
    </Notice>
  );
}
