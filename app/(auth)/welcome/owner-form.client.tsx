'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Field } from '#app/_ui/field';
import { NewPassword } from '#app/(auth)/entry-fields';
import { EntryForm } from '#app/(auth)/entry-form.client';
import { createOwnerAction } from './actions.ts';

/** The first account: whoever opens a new installation first owns it. */
export function OwnerForm() {
  const t = useTranslations('welcome.owner');
  const [state, action, pending] = useActionState(createOwnerAction, null);
  return (
    <EntryForm
      action={action}
      pending={pending}
      error={state?.error}
      submit={t(pending ? 'pending' : 'submit')}
    >
      <Field
        label={t('name')}
        name="name"
        autoComplete="name"
        defaultValue={state?.name}
        autoFocus={state === null}
        required
      />
      <Field
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state?.email}
        required
      />
      <NewPassword label={t('password')} help={t('help')} />
    </EntryForm>
  );
}
