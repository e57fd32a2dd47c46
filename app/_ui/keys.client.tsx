'use client';

import dynamic from 'next/dynamic';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { carriedSearch } from './nav-items.ts';
import type { PalettePlaces } from './palette-entries.tsx';
import { type Deed, deedOf, searchAfter } from './shortcuts.tsx';

// Who never presses a key never loads them.
const Palette = dynamic(() => import('./palette.client.tsx').then((module) => module.Palette));
const KeyList = dynamic(() => import('./key-list.client.tsx').then((module) => module.KeyList));

type Shown = 'palette' | 'help' | null;

/** The keyboard's door into the product, and the button that opens the same palette by hand. */
export function Keys({ places }: { places: PalettePlaces }) {
  const t = useTranslations('chrome.palette');
  const router = useRouter();
  const search = useSearchParams();
  const [shown, show] = useState<Shown>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const deed = deedOf(event, { typing: isTyping(event), single: !singleKeysOff() });
      if (deed === null || (!isChord(event) && isCovered())) return;
      if (event.key.startsWith('Arrow') && !isInTable()) return;
      if (act(deed, show, (href) => router.push(href, { scroll: false }))) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [router]);

  const close = () => show(null);
  return (
    <>
      <button
        type="button"
        onClick={() => show('palette')}
        className="mb-1 flex w-full items-center justify-between rounded-md border border-line bg-surface px-2.5 py-1.5 text-left text-note text-ink-3 hover:text-ink"
      >
        {t('open')}
        <kbd className="font-sans text-tiny">Ctrl K</kbd>
      </button>
      {shown === 'palette' ? (
        <Palette
          places={places}
          tail={carriedSearch(search)}
          onClose={close}
          onHelp={() => show('help')}
        />
      ) : null}
      {shown === 'help' ? <KeyList onClose={close} /> : null}
    </>
  );
}

/** Does what a key asks for; false when the page has nothing to do it with. */
function act(deed: Deed, show: (shown: Shown) => void, go: (href: string) => void): boolean {
  switch (deed) {
    case 'palette':
    case 'help':
      show(deed);
      return true;
    case 'search':
      return focus(document.querySelector<HTMLElement>('main input[type=search]'));
    case 'next':
      return focusRow(1);
    case 'previous':
      return focusRow(-1);
    default: {
      const search = searchAfter(deed, window.location.search);
      if (search === null || document.querySelector('[data-filter-bar]') === null) return false;
      if (search !== window.location.search) go(window.location.pathname + search);
      return true;
    }
  }
}

/** Moves to the first link of the row after or before the one in focus; the first row at first. */
function focusRow(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('main tbody tr')].filter(
    (row) => row.querySelector('a') !== null && row.offsetParent !== null,
  );
  const now = rows.findIndex((row) => row.contains(document.activeElement));
  const next = now === -1 ? (step === 1 ? 0 : rows.length - 1) : now + step;
  return focus(rows[next]?.querySelector('a') ?? null);
}

function focus(element: HTMLElement | null): boolean {
  element?.focus();
  return element !== null;
}

function isTyping({ target }: KeyboardEvent) {
  return (
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  );
}

function isChord({ metaKey, ctrlKey }: KeyboardEvent) {
  return metaKey || ctrlKey;
}

/** Something open over the page has its own keys. */
function isCovered() {
  const layers = document.querySelectorAll('[role=dialog], [role=menu], [role=listbox]');
  // A closed popover of the browser's own stands in the page, unseen.
  return [...layers].some((layer) => layer.checkVisibility());
}

function singleKeysOff() {
  return document.cookie.split('; ').includes('keys=off');
}

function isInTable() {
  return document.activeElement?.closest('main tbody tr') != null;
}
