'use client';

import { useSyncExternalStore } from 'react';
import { buttonClass } from '#app/_ui/button';
import { CopyButton } from '#app/_ui/copy-button.client';

type CommandProps = {
  /** `{site}` stands for the address of this site, which only the browser knows for sure. */
  text: string;
  /** What the button to copy it says; without one it is only shown. */
  copy?: string;
};

/** A line for a shell. */
export function Command({ text, copy }: CommandProps) {
  const site = useSyncExternalStore(never, here, nowhere);
  const command = text.replace('{site}', site);
  return (
    <div className="flex items-start gap-2 rounded-md border border-line-2 bg-hover py-1.5 pr-1.5 pl-3">
      <code className="min-w-0 flex-1 py-[3px] font-mono text-[12px] [overflow-wrap:anywhere]">
        {command}
      </code>
      {copy ? (
        <CopyButton text={command} className={buttonClass('plain', true)}>
          {copy}
        </CopyButton>
      ) : null}
    </div>
  );
}

const here = () => window.location.origin;
const nowhere = () => '';
const never = () => () => undefined;
