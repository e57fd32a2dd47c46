'use client';

import type { ReactNode } from 'react';
import { buttonClass } from '#app/_ui/button';
import { CopyButton } from '#app/_ui/copy-button.client';
import { Notice } from '#app/_ui/notice';

type ShownOnceProps = {
  /** What it is and for whom. */
  lead: ReactNode;
  /** The secret as it is read; what is copied is `text`. */
  children: ReactNode;
  text: string;
  copy: string;
};

/** A secret that was just made and is never shown again: to be copied and handed over. */
export function ShownOnce({ lead, children, text, copy }: ShownOnceProps) {
  return (
    <Notice tone="good">
      <p>{lead}</p>
      <p className="mt-1.5 flex flex-wrap items-center gap-2">
        <code className="rounded-sm bg-hover px-2 py-1 font-mono text-[12px] [overflow-wrap:anywhere]">
          {children}
        </code>
        <CopyButton text={text} className={buttonClass('plain', true)}>
          {copy}
        </CopyButton>
      </p>
    </Notice>
  );
}
