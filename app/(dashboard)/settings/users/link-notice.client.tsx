'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { Notice } from '#app/_ui/notice';
import { ShownOnce } from '#app/(dashboard)/settings/shown-once.client';

/** The link, for the only time it can be seen; or what was wrong. */
export type LinkState = { path: string; email: string } | { error: string } | null;

/** A link that was just made, to be copied and handed over; or why there is none. */
export function LinkNotice({ state }: { state: LinkState }) {
  const t = useTranslations('settings.invites');
  const site = useSyncExternalStore(never, here, nowhere);
  if (!state) return null;
  return (
    <div className="mb-4">
      {'error' in state ? (
        <Notice tone="bad">{state.error}</Notice>
      ) : (
        <ShownOnce
          lead={t.rich('made', { email: state.email, b: (text) => <b>{text}</b> })}
          text={state.path}
          copy={t('copy')}
        >
          {site}
          {state.path}
        </ShownOnce>
      )}
    </div>
  );
}

/** The address of this site, which only the browser knows for sure. */
const here = () => window.location.origin;
const nowhere = () => '';
const never = () => () => undefined;
