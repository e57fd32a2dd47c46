'use client';

import { Dialog } from '@base-ui/react/dialog';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button, buttonClass } from './button.tsx';
import { ROW_KEYS, SHORTCUTS } from './shortcuts.tsx';

/** Every key and what it does, with the switch for those that are a single letter. */
export function KeyList({ onClose }: { onClose: () => void }) {
  const t = useTranslations('chrome.keys');
  const close = useTranslations('chrome')('close');
  const [on, setOn] = useState(!document.cookie.split('; ').includes('keys=off'));
  const turn = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing without HTTPS.
    document.cookie = `keys=${on ? 'off' : 'on'}; path=/; max-age=31536000; samesite=lax`;
    setOn(!on);
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.32)]" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-50 max-h-[76vh] w-[min(420px,calc(100vw-24px))] -translate-x-1/2 overflow-y-auto rounded-lg border border-line bg-surface p-5 shadow-raised outline-none">
          <Dialog.Title className="mb-3 text-lead font-semibold">{t('title')}</Dialog.Title>
          <dl className="grid grid-cols-[1fr_auto] gap-x-6 text-note">
            {[...SHORTCUTS, ...ROW_KEYS].map(({ does, shown: [one, other] }) => (
              <div
                key={does}
                className="col-span-2 grid grid-cols-subgrid border-b border-line-2 py-1.5"
              >
                <dt className="text-ink-2">{t(does)}</dt>
                <dd>
                  <kbd className="font-sans">{other ? t('either', { one, other }) : one}</kbd>
                </dd>
              </div>
            ))}
          </dl>
          <p className="mt-3 text-small text-ink-3">{t(on ? 'areOn' : 'areOff')}</p>
          <div className="mt-3 flex gap-2">
            <Button onClick={turn}>{t(on ? 'turnOff' : 'turnOn')}</Button>
            <Dialog.Close className={buttonClass('ghost')}>{close}</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
