'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Field } from '#app/_ui/field';
import { EntryForm } from '#app/(auth)/entry-form.client';
import { finishSignInAction } from './actions.ts';

/** The code that comes after the password. */
export function CodeForm({ next }: { next: string }) {
  const t = useTranslations('step');
  const [state, action, pending] = useActionState(finishSignInAction, null);
  return (
    <>
      <EntryForm
        action={action}
        pending={pending}
        error={state?.error}
        carried={{ next }}
        submit={t(pending ? 'pending' : 'submit')}
      >
        <Field
          label={t('code')}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={32}
          required
          autoFocus
          help={t('help')}
        />
      </EntryForm>
      <Link href="/login" className="mt-4 inline-block text-note text-ink-2 underline">
        {t('startAgain')}
      </Link>
    </>
  );
}
