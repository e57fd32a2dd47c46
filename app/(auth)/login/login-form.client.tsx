'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Field } from '#app/_ui/field';
import { EntryForm } from '#app/(auth)/entry-form.client';
import { signInAction } from './actions.ts';

/** E-mail address and password; what was typed stays when it was wrong. */
export function LoginForm({ next }: { next: string }) {
  const t = useTranslations('login');
  const [state, action, pending] = useActionState(signInAction, null);
  return (
    <EntryForm
      action={action}
      pending={pending}
      error={state?.error}
      carried={{ next }}
      submit={t(pending ? 'pending' : 'submit')}
    >
      <Field
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state?.email}
        required
        autoFocus
      />
      <Field
        label={t('password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
    </EntryForm>
  );
}
