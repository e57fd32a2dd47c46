'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { changePasswordAction } from './actions.ts';

/** The current password and the next. A password manager is told whose they are. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('account.password');
  const [state, action, pending] = useActionState(changePasswordAction, null);
  return (
    <form action={action} className="px-[18px] pt-3 pb-[18px]">
      {state ? (
        <div className="mb-4">
          <Notice tone={state.good ? 'good' : 'bad'}>{state.text}</Notice>
        </div>
      ) : null}
      <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
      <div className="grid items-start gap-3 sm:grid-cols-[1fr_1fr_auto] lg:max-w-[820px]">
        <Field
          label={t('current')}
          name="current"
          type="password"
          autoComplete="current-password"
          required
        />
        <Field
          label={t('wanted')}
          name="wanted"
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          help={t('help')}
        />
        <Button type="submit" disabled={pending} className="min-h-9 sm:mt-[23px]">
          {t('change')}
        </Button>
      </div>
    </form>
  );
}
