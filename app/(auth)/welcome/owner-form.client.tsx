'use client';

import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { createOwnerAction } from './actions.ts';

/** The first account: whoever opens a new installation first owns it. */
export function OwnerForm() {
  const [state, action, pending] = useActionState(createOwnerAction, null);
  return (
    <form action={action} className="flex max-w-[420px] flex-col gap-4">
      {state ? <Notice tone="bad">{state.error}</Notice> : null}
      <Field
        label="Your name"
        name="name"
        autoComplete="name"
        defaultValue={state?.name}
        required
      />
      <Field
        label="Email address"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state?.email}
        required
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        required
        help="At least 10 characters. A sentence is easier to keep than a riddle."
      />
      <Button type="submit" kind="primary" disabled={pending} className="mt-1 min-h-9 self-start">
        {pending ? 'Creating …' : 'Create account'}
      </Button>
    </form>
  );
}
