'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState } from 'react';
import { ButtonLink } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { RecoveryCodes } from '#app/_ui/recovery-codes.client';
import { EntryForm } from '#app/(auth)/entry-form.client';
import { addSecondStepAction } from './actions.ts';

type StepFormProps = {
  email: string;
  /** The secret, which only the server can open. */
  sealed: string;
  /** The same for an app without a camera, in groups of four. */
  appKey: string;
  next: string;
  /** The account has a second step by now: perhaps by this very form. */
  exists: boolean;
  picture: ReactNode;
};

/** A picture for the app, and the code by which it proves that it has read it. */
export function StepForm({ email, sealed, appKey, next, exists, picture }: StepFormProps) {
  const t = useTranslations('enrol');
  const [state, action, pending] = useActionState(addSecondStepAction, null);
  const codes = state && 'codes' in state ? state.codes : null;
  if (codes || exists) {
    return (
      <div className="flex flex-col gap-4">
        {codes ? <RecoveryCodes codes={codes} /> : <Notice>{t('exists')}</Notice>}
        <ButtonLink href={next} kind="primary" className="min-h-9">
          {t(codes ? 'kept' : 'goOn')}
        </ButtonLink>
      </div>
    );
  }
  return (
    <EntryForm
      action={action}
      pending={pending}
      error={state && 'error' in state ? state.error : undefined}
      carried={{ sealed }}
      submit={t('submit')}
    >
      <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
      {picture}
      <p className="text-note text-ink-2">
        {t('byHand')}{' '}
        <code className="font-mono text-[12px] text-ink [overflow-wrap:anywhere]">{appKey}</code>
      </p>
      <Field
        label={t('code')}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        required
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
