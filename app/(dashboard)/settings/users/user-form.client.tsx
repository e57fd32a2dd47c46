'use client';

import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field, SelectField } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { addUserAction } from './actions.ts';

/** One more account. Its first password is told to the person by another way than this page. */
export function UserForm() {
  const [state, action, pending] = useActionState(addUserAction, null);
  return (
    <form action={action} className="border-t border-line-2 px-[18px] py-4">
      {state ? (
        <div className="mb-4">
          <Notice tone={state.good ? 'good' : 'bad'}>{state.text}</Notice>
        </div>
      ) : null}
      <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1.4fr_1.6fr_1.4fr_1.2fr_auto]">
        <Field label="Name" name="name" autoComplete="off" required maxLength={100} />
        <Field label="Email address" name="email" type="email" autoComplete="off" required />
        <Field
          label="First password"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
        />
        <SelectField label="Role" name="role" defaultValue="viewer">
          <option value="viewer">viewer: looks on</option>
          <option value="auditor">auditor: looks on, exports</option>
          <option value="analyst">analyst: retries and uploads</option>
          <option value="admin">admin: changes settings</option>
          <option value="owner">owner</option>
        </SelectField>
        <Button type="submit" disabled={pending} className="min-h-9">
          Add
        </Button>
      </div>
    </form>
  );
}
