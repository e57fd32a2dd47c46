'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field, SelectField } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { addUserAction } from './actions.ts';

const OFFERED = ['viewer', 'auditor', 'analyst', 'admin', 'owner'] as const;

/** One more account. Its first password is told to the person by another way than this page. */
export function UserForm() {
  const t = useTranslations('settings');
  const [state, action, pending] = useActionState(addUserAction, null);
  return (
    <form action={action} className="border-t border-line-2 px-[18px] py-4">
      {state ? (
        <div className="mb-4">
          <Notice tone={state.good ? 'good' : 'bad'}>{state.text}</Notice>
        </div>
      ) : null}
      <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1.4fr_1.6fr_1.4fr_1.2fr_auto]">
        <Field label={t('name')} name="name" autoComplete="off" required maxLength={100} />
        <Field label={t('users.email')} name="email" type="email" autoComplete="off" required />
        <Field
          label={t('users.firstPassword')}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
        />
        <SelectField label={t('role')} name="role" defaultValue="viewer">
          {OFFERED.map((role) => (
            <option key={role} value={role}>
              {t(`rolesExplained.${role}`)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" disabled={pending} className="min-h-9">
          {t('users.add')}
        </Button>
      </div>
    </form>
  );
}
