'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { signInAction } from './actions.ts';

/** E-mail address and password; what was typed stays when it was wrong. */
export function LoginForm({ next }: { next: string }) {
  const t = useTranslations('login');
  const [state, action, pending] = useActionState(signInAction, null);
  return (
    <form action={action} className="flex flex-col gap-4">
      {state ? <Notice tone="bad">{state.error}</Notice> : null}
      <input type="hidden" name="next" value={next} />
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
      <Button type="submit" kind="primary" disabled={pending} className="mt-1 min-h-9">
        {t(pending ? 'pending' : 'submit')}
      </Button>
    </form>
  );
}
