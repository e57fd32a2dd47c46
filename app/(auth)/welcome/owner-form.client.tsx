'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { createOwnerAction } from './actions.ts';

/** The first account: whoever opens a new installation first owns it. */
export function OwnerForm() {
  const t = useTranslations('welcome.owner');
  const [state, action, pending] = useActionState(createOwnerAction, null);
  return (
    <form action={action} className="flex max-w-[420px] flex-col gap-4">
      {state ? <Notice tone="bad">{state.error}</Notice> : null}
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
      <Field
        label={t('password')}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        required
        help={t('help')}
      />
      <Button type="submit" kind="primary" disabled={pending} className="mt-1 min-h-9 self-start">
        {t(pending ? 'pending' : 'submit')}
      </Button>
    </form>
  );
}
