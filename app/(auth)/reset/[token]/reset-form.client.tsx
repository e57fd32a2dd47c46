'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { AddressOfLink, NewPassword } from '#app/(auth)/entry-fields';
import { EntryForm } from '#app/(auth)/entry-form.client';
import { resetAction } from './actions.ts';

/** A new password; the address is that of the account. */
export function ResetForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations('resetting');
  const [state, action, pending] = useActionState(resetAction, null);
  return (
    <EntryForm
      action={action}
      pending={pending}
      error={state?.error}
      carried={{ token }}
      submit={t('submit')}
    >
      <AddressOfLink label={t('email')} email={email} />
      <NewPassword label={t('password')} help={t('help')} autoFocus />
    </EntryForm>
  );
}
