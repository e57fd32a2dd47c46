'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { ButtonLink, buttonClass } from './button.tsx';
import { Glyph } from './glyph.tsx';
import { isOneStepFromList } from './peek-history.ts';
import { PEEK_PLACE } from './peek-place.ts';

type PeekFrameProps = {
  /** What is looked at: "Address 192.0.2.1". */
  label: string;
  kind: string;
  fullHref: string;
  closeHref: string;
  children: ReactNode;
};

/**
 * What a row holds, beside its list: a drawer at the right, on a narrow screen a sheet from below. It
 * does not lock the list, so the next row is one click away. The focus goes in and comes back.
 */
export function PeekFrame({ label, kind, fullHref, closeHref, children }: PeekFrameProps) {
  const t = useTranslations('chrome');
  const router = useRouter();
  const frame = useRef<HTMLDialogElement>(null);
  const close = useRef(() => {});
  close.current = () => {
    if (isOneStepFromList()) router.back();
    else router.push(closeHref, { scroll: false });
  };

  useLayoutEffect(() => {
    const dialog = frame.current;
    const opener = titleOf(document.activeElement?.closest('tr[data-peek]') ?? null);
    dialog?.focus({ preventScroll: true });
    return () => {
      // Who has gone on to something else is not called back.
      if (!dialog?.contains(document.activeElement)) return;
      const row = document.querySelector('tr[data-open]');
      (titleOf(row) ?? opener)?.focus({ preventScroll: true });
    };
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isOverlaid()) return;
      event.preventDefault();
      close.current();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);

  return (
    <dialog
      ref={frame}
      open
      data-peek-frame
      tabIndex={-1}
      aria-label={label}
      className={`${PEEK_PLACE} flex flex-col overflow-y-auto overscroll-contain outline-none transition-[translate,opacity] duration-150 starting:opacity-0 max-md:w-auto max-md:max-w-none md:h-auto md:max-h-none md:starting:translate-x-3`}
    >
      <div className="sticky top-0 z-10 flex shrink-0 items-center gap-1.5 border-b border-line-2 bg-surface py-2 pr-2.5 pl-[18px]">
        <p className="mr-auto text-note text-ink-3">{kind}</p>
        <ButtonLink href={fullHref} small prefetch={false}>
          {t('peek.open')}
        </ButtonLink>
        <Link
          href={closeHref}
          prefetch={false}
          scroll={false}
          aria-label={t('close')}
          className={buttonClass('ghost', true)}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            close.current();
          }}
        >
          <Glyph name="x" />
        </Link>
      </div>
      {children}
    </dialog>
  );
}

function titleOf(row: Element | null) {
  return row?.querySelector<HTMLElement>('th a') ?? null;
}

/** Something open above it closes first. */
function isOverlaid() {
  const layers = document.querySelectorAll('[role=dialog], [role=menu], [role=listbox]');
  return [...layers].some((layer) => layer.checkVisibility());
}
