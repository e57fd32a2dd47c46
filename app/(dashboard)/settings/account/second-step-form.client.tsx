'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { RecoveryCodes } from '#app/_ui/recovery-codes.client';
import { changeSecondStepAction } from './actions.ts';

/** Other recovery codes, or no second step any more: either wants the password. */
export function SecondStepForm({ email }: { email: string }) {
  const t = useTranslations('account.secondStep');
  const [state, action, pending] = useActionState(changeSecondStepAction, null);
  return (
    <form action={action} className="px-[18px] pt-3 pb-[18px]">
      {state ? (
        <div className="mb-4">
          {'codes' in state ? (
            <RecoveryCodes codes={state.codes} />
          ) : (
            <Notice tone="bad">{state.error}</Notice>
          )}
        </div>
      ) : null}
      <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
      <div className="flex flex-wrap items-end gap-3">
        <Field
          label={t('password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          className="w-full sm:w-[300px]"
        />
        <Button type="submit" name="do" value="renew" disabled={pending} className="min-h-9">
          {t('renew')}
        </Button>
        <Button
          type="submit"
          name="do"
          value="remove"
          kind="danger"
          disabled={pending}
          className="min-h-9"
        >
          {t('remove')}
        </Button>
      </div>
    </form>
  );
}
