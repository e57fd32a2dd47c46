'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Glyph } from './glyph.tsx';
import { speak } from './language-switch.client.tsx';
import { type Entry, type EntryGroup, entriesFor, type PalettePlaces } from './palette-entries.tsx';

type PaletteProps = {
  places: PalettePlaces;
  /** Scope and period that come along: '' or `?…`. */
  tail: string;
  onClose: () => void;
  onHelp: () => void;
};

/** Type where to go: a domain, an address, a page; Enter goes there. */
export function Palette({ places, tail, onClose, onHelp }: PaletteProps) {
  const t = useTranslations('chrome');
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const go = ({ href, locale }: Entry) => {
    onClose();
    if (locale) {
      speak(locale);
      router.refresh();
    } else router.push(href);
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.32)]" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-50 flex max-h-[70vh] w-[min(560px,calc(100vw-24px))] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-raised outline-none">
          <Dialog.Title className="sr-only">{t('palette.title')}</Dialog.Title>
          <Autocomplete.Root
            open
            inline
            items={entriesFor(typed, places, tail, t)}
            filter={null}
            value={typed}
            onValueChange={(value, { reason }) => {
              // Choosing an entry would write its text into the field for a moment.
              if (reason !== 'item-press') setTyped(value);
            }}
            itemToStringValue={(entry: Entry) => entry.text}
            autoHighlight="always"
            keepHighlight
          >
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Glyph name="search" className="text-ink-3" />
              <Autocomplete.Input
                aria-label={t('palette.where')}
                placeholder={t('palette.placeholder')}
                className="min-h-12 w-full bg-transparent text-head outline-none placeholder:text-ink-3"
              />
            </div>
            <Autocomplete.List className="overflow-y-auto p-1.5">
              {(group: EntryGroup) => (
                <Autocomplete.Group key={group.value} items={group.items}>
                  <Autocomplete.GroupLabel className="px-2.5 pt-2 pb-1 text-tiny font-medium text-ink-3">
                    {group.value}
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(entry: Entry) => (
                      <Autocomplete.Item
                        key={entry.href}
                        value={entry}
                        onClick={() => go(entry)}
                        className="cursor-pointer truncate rounded-sm px-2.5 py-1.5 data-highlighted:bg-hover"
                      >
                        {entry.text}
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
          <p className="flex justify-between border-t border-line-2 px-4 py-2 text-small text-ink-3">
            <span>{t('palette.enter')}</span>
            <button type="button" onClick={onHelp} className="hover:text-ink">
              {t('palette.allKeys')}
            </button>
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
