'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { joinAction } from './actions.ts';

/** A name and a password; the address is that of the invitation. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations('invited');
  const [state, action, pending] = useActionState(joinAction, null);
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
        label={t('name')}
        name="name"
        autoComplete="name"
        maxLength={100}
        defaultValue={state?.name}
        required
        autoFocus
      />
      <Field
        label={t('password')}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        required
        help={t('help')}
      />
      <Button type="submit" kind="primary" disabled={pending} className="mt-1 min-h-9">
        {t(pending ? 'pending' : 'submit')}
      </Button>
    </form>
  );
}
