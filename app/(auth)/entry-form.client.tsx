'use client';

import type { ReactNode } from 'react';
import { Button } from '#app/_ui/button';
import { Notice } from '#app/_ui/notice';

type EntryFormProps = {
  action: (form: FormData) => void;
  pending: boolean;
  /** What was wrong, after it was sent. */
  error: string | undefined;
  /** What is sent along unseen: the token of a link, or where to go on. */
  carried?: Record<string, string>;
  submit: string;
  children: ReactNode;
};

/** The form of a page before anybody is signed in: what was wrong, one column, one button. */
export function EntryForm({ action, pending, error, carried, submit, children }: EntryFormProps) {
  return (
    <form action={action} className="flex max-w-[420px] flex-col gap-4">
      {error ? <Notice tone="bad">{error}</Notice> : null}
      {Object.entries(carried ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Button type="submit" kind="primary" disabled={pending} className="mt-1 min-h-9">
        {submit}
      </Button>
    </form>
  );
}
