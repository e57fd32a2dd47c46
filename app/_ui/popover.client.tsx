'use client';

import { Popover } from '@base-ui/react/popover';
import { type ReactNode, useState } from 'react';
import { type ButtonKind, buttonClass } from './button.tsx';
import { Glyph } from './glyph.tsx';

type PopoverMenuProps = {
  label: ReactNode;
  /** What it is about, said before the label where that alone is not clear. */
  title: string;
  kind?: ButtonKind;
  align?: 'start' | 'end';
  children: ReactNode;
};

/** A button that opens a small surface with links or a form; following a link closes it. */
export function PopoverMenu({
  label,
  title,
  kind = 'plain',
  align = 'start',
  children,
}: PopoverMenuProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={buttonClass(kind)}>
        {title === label ? null : <span className="sr-only">{title}: </span>}
        {label}
        <Glyph name="chevron-down" className="text-[12px] text-ink-3" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align={align} className="z-30">
          <Popover.Popup
            aria-label={title}
            className="max-h-(--available-height) min-w-48 max-w-[calc(100vw-24px)] overflow-y-auto rounded-lg border border-line bg-surface p-1.5 text-note shadow-raised outline-none"
            onClick={(event) => {
              if (event.target instanceof Element && event.target.closest('a')) setOpen(false);
            }}
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
