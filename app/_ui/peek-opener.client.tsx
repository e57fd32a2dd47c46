'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';
import { noteOpening } from './peek-history.ts';
import { PEEK_PLACE } from './peek-place.ts';
import { Skeleton } from './skeleton.tsx';

/**
 * Opens a row beside its list instead of on its page: by a click anywhere on it, or Enter. The row's
 * link itself leads to the page, so that a new tab, Shift and a browser without scripts still do. One
 * listener for all rows, before the links have theirs.
 */
export function PeekOpener() {
  const router = useRouter();
  const [isComing, startOpening] = useTransition();
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || !isPlain(event)) return;
      const row = target.closest<HTMLElement>('tr[data-peek]');
      const href = row?.dataset['peek'];
      if (!row || href === undefined) return;
      const title = row.querySelector<HTMLAnchorElement>('th a');
      const pressed = target.closest('a, button, input, label, summary, [popover]');
      if (pressed !== null && pressed !== title) return;
      // By the keyboard Shift means the page; by the mouse the browser knows what it means.
      if (event.shiftKey && event.detail > 0) return;
      if (pressed === null && String(window.getSelection()) !== '') return;
      event.preventDefault();
      if (event.shiftKey && title) router.push(title.pathname + title.search);
      else startOpening(() => router[noteOpening(href)](href, { scroll: false }));
    };
    document.addEventListener('click', onClick, { capture: true });
    return () => document.removeEventListener('click', onClick, { capture: true });
  }, [router]);
  return isComing ? <Coming /> : null;
}

/** What was pressed is seen at once, however long the answer takes. */
function Coming() {
  return (
    <div aria-hidden="true" className={`${PEEK_PLACE} flex min-h-60 flex-col gap-4 p-[18px]`}>
      <Skeleton className="h-6 w-1/3" />
      <Skeleton className="h-7 w-3/4" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}

function isPlain({ button, metaKey, ctrlKey, altKey, defaultPrevented }: MouseEvent) {
  return button === 0 && !metaKey && !ctrlKey && !altKey && !defaultPrevented;
}
