import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** What stands below the password: the other ways in. */
export function OtherWays({ children }: { children: ReactNode }) {
  const t = useTranslations('login');
  return (
    <div className="mt-5 flex flex-col gap-3">
      <p className="flex items-center gap-3 text-small text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('or')}
      </p>
      {children}
    </div>
  );
}
