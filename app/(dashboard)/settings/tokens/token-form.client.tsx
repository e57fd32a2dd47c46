'use client';

import { useActionState } from 'react';
import { Button, buttonClass } from '#app/_ui/button';
import { CopyButton } from '#app/_ui/copy-button.client';
import { Field, SelectField } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { createTokenAction } from './actions.ts';

/** A new token; it is shown once, here. */
export function TokenForm() {
  const [state, action, pending] = useActionState(createTokenAction, null);
  return (
    <form action={action} className="border-t border-line-2 px-[18px] py-4">
      {state && 'error' in state ? <Notice tone="bad">{state.error}</Notice> : null}
      {state && 'token' in state ? (
        <div className="mb-4">
          <Notice tone="good">
            <p>
              <b>{state.name}</b> is made. Copy it now: it cannot be shown again.
            </p>
            <p className="mt-1.5 flex flex-wrap items-center gap-2">
              <code className="rounded-sm bg-hover px-2 py-1 font-mono text-[12px] [overflow-wrap:anywhere]">
                {state.token}
              </code>
              <CopyButton text={state.token} className={buttonClass('plain', true)}>
                Copy
              </CopyButton>
            </p>
          </Notice>
        </div>
      ) : null}
      <div className="grid items-end gap-3 sm:grid-cols-[2fr_1.4fr_1fr_auto]">
        <Field
          label="New token"
          name="name"
          placeholder="What is it for?"
          required
          maxLength={100}
        />
        <SelectField label="It may" name="scope" defaultValue="read">
          <option value="read">read everything you see</option>
          <option value="import">hand over reports</option>
        </SelectField>
        <SelectField label="Ends" name="days" defaultValue="90">
          <option value="30">in 30 days</option>
          <option value="90">in 90 days</option>
          <option value="365">in a year</option>
          <option value="never">never</option>
        </SelectField>
        <Button type="submit" disabled={pending} className="min-h-9">
          Create
        </Button>
      </div>
    </form>
  );
}
