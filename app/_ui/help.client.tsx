'use client';

import { Popover } from '@base-ui/react/popover';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** A question mark beside a word, and what the word means. */
export function Help({ about, children }: { about: string; children: ReactNode }) {
  const t = useTranslations('chrome.help');
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={t('what', { word: about })}
        className="-my-1 -mr-2.5 inline-grid size-6 shrink-0 cursor-pointer place-items-center rounded-full text-small text-ink-3 hover:bg-hover hover:text-ink print:hidden"
      >
        ?
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} className="z-30">
          <Popover.Popup
            aria-label={about}
            className="max-w-[min(340px,calc(100vw-24px))] rounded-lg border border-line bg-surface px-3.5 py-2.5 text-note text-ink-2 shadow-raised outline-none"
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
