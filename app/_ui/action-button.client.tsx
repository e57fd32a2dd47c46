'use client';

import { type ReactNode, useActionState } from 'react';
import { Button, type ButtonKind } from './button.tsx';
import { Glyph } from './glyph.tsx';

/** What a button's action has to say afterwards. */
export type ActionResult = { good: boolean; text: string } | null;

type ActionButtonProps = {
  action: (state: ActionResult, form: FormData) => Promise<ActionResult>;
  fields?: Record<string, string>;
  kind?: ButtonKind;
  small?: boolean;
  /** Asked before something that cannot be undone. */
  confirm?: string;
  children: ReactNode;
};

/** A button that does one thing on the server and says what came of it. */
export function ActionButton({
  action,
  fields = {},
  kind,
  small,
  confirm,
  children,
}: ActionButtonProps) {
  const [result, run, pending] = useActionState(action, null);
  return (
    <form
      action={run}
      className="inline-flex flex-wrap items-center gap-y-1"
      onSubmit={(event) => {
        if (confirm && !window.confirm(confirm)) event.preventDefault();
      }}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button
        type="submit"
        disabled={pending}
        {...(kind ? { kind } : {})}
        {...(small ? { small } : {})}
      >
        {children}
      </Button>
      <span aria-live="polite" className="text-note whitespace-normal">
        {result ? (
          <span className={`ml-2 ${result.good ? 'text-ink-2' : 'text-bad'}`}>
            <Glyph name={result.good ? 'check' : 'x'} /> {result.text}
          </span>
        ) : null}
      </span>
    </form>
  );
}
