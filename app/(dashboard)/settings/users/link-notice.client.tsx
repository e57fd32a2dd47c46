'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { buttonClass } from '#app/_ui/button';
import { CopyButton } from '#app/_ui/copy-button.client';
import { Notice } from '#app/_ui/notice';

/** The link, for the only time it can be seen; or what was wrong. */
export type LinkState = { path: string; email: string } | { error: string } | null;

/** A link that was just made, to be copied and handed over; or why there is none. */
export function LinkNotice({ state }: { state: LinkState }) {
  const t = useTranslations('settings.invites');
  const site = useSyncExternalStore(never, here, nowhere);
  if (!state) return null;
  if ('error' in state) {
    return (
      <div className="mb-4">
        <Notice tone="bad">{state.error}</Notice>
      </div>
    );
  }
  return (
    <div className="mb-4">
      <Notice tone="good">
        <p>{t.rich('made', { email: state.email, b: (text) => <b>{text}</b> })}</p>
        <p className="mt-1.5 flex flex-wrap items-center gap-2">
          <code className="rounded-sm bg-hover px-2 py-1 font-mono text-[12px] [overflow-wrap:anywhere]">
            {site}
            {state.path}
          </code>
          <CopyButton text={state.path} className={buttonClass('plain', true)}>
            {t('copy')}
          </CopyButton>
        </p>
      </Notice>
    </div>
  );
}

/** The address of this site, which only the browser knows for sure. */
const here = () => window.location.origin;
const nowhere = () => '';
const never = () => () => undefined;
