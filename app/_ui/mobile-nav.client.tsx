'use client';

import { Dialog } from '@base-ui/react/dialog';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { buttonClass } from './button.tsx';
import { Glyph } from './glyph.tsx';
import { Nav } from './nav.client.tsx';

type MobileNavProps = {
  /** What stands beside the name of a page, by its path. */
  notes?: Record<string, string>;
  children: ReactNode;
};

/** The pages on a phone: a drawer from the left, closed by following a link. */
export function MobileNav({ notes, children }: MobileNavProps) {
  const t = useTranslations('chrome');
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={buttonClass('ghost')} aria-label={t('pages')}>
        <Glyph name="list" className="text-[18px]" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.32)]" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-40 flex w-72 max-w-[85vw] flex-col border-r border-line bg-bg px-3 pt-2 pb-4 outline-none">
          <div className="flex justify-end">
            <Dialog.Title className="sr-only">{t('pages')}</Dialog.Title>
            <Dialog.Close className={buttonClass('ghost')} aria-label={t('close')}>
              <Glyph name="x" />
            </Dialog.Close>
          </div>
          <Nav {...(notes && { notes })} onFollow={() => setOpen(false)} />
          <div className="mt-auto">{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
