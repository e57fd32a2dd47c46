'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { resetAction } from './actions.ts';

/** A new password; the address is that of the account. */
export function ResetForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations('resetting');
  const [state, action, pending] = useActionState(resetAction, null);
  return (
    <form action={action} className="flex flex-col gap-4">
      {state ? <Notice tone="bad">{state.error}</Notice> : null}
      <input type="hidden" name="token" value={token} />
      <Field
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        value={email}
        readOnly
      />
      <Field
        label={t('password')}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        required
        help={t('help')}
        autoFocus
      />
      <Button type="submit" kind="primary" disabled={pending} className="mt-1 min-h-9">
        {t('submit')}
      </Button>
    </form>
  );
}
