'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Field } from '#app/_ui/field';
import { AddressOfLink, NewPassword } from '#app/(auth)/entry-fields';
import { EntryForm } from '#app/(auth)/entry-form.client';
import { joinAction } from './actions.ts';

/** A name and a password; the address is that of the invitation. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations('invited');
  const [state, action, pending] = useActionState(joinAction, null);
  return (
    <EntryForm
      action={action}
      pending={pending}
      error={state?.error}
      carried={{ token }}
      submit={t(pending ? 'pending' : 'submit')}
    >
      <AddressOfLink label={t('email')} email={email} />
      <Field
        label={t('name')}
        name="name"
        autoComplete="name"
        maxLength={100}
        defaultValue={state?.name}
        required
        autoFocus
      />
      <NewPassword label={t('password')} help={t('help')} />
    </EntryForm>
  );
}
