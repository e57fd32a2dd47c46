'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import type { ActionResult } from '#app/_ui/action-button.client';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { createPasskey, knowsPasskeys } from '#app/_ui/passkey.client';
import { addPasskeyAction } from './actions.ts';

type PasskeyFormProps = {
  options: string;
  sealed: string;
  email: string;
  hasPassword: boolean;
};

/** One more passkey: the browser makes it, the person names it. */
export function PasskeyForm({ options, sealed, email, hasPassword }: PasskeyFormProps) {
  const t = useTranslations('account.passkeys');
  const [state, action, pending] = useActionState(
    async (before: ActionResult, form: FormData): Promise<ActionResult> => {
      if (!knowsPasskeys()) return { good: false, text: t('unknown') };
      const response = await createPasskey(options);
      if (response === null) return { good: false, text: t('notMade') };
      form.set('response', response);
      return await addPasskeyAction(before, form);
    },
    null,
  );
  return (
    <form action={action} className="border-t border-line-2 px-[18px] py-4">
      {state ? (
        <div className="mb-4">
          <Notice tone={state.good ? 'good' : 'bad'}>{state.text}</Notice>
        </div>
      ) : null}
      <input type="hidden" name="sealed" value={sealed} />
      <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
      <div className="flex flex-wrap items-end gap-3">
        <Field
          label={t('new')}
          name="name"
          placeholder={t('placeholder')}
          autoComplete="off"
          maxLength={100}
          required
          className="w-full sm:w-[300px]"
        />
        {hasPassword ? (
          <Field
            label={t('password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            className="w-full sm:w-[300px]"
          />
        ) : null}
        <Button type="submit" disabled={pending} className="min-h-9">
          {t('add')}
        </Button>
      </div>
    </form>
  );
}
