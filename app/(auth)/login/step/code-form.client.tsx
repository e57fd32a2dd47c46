'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { finishSignInAction } from './actions.ts';

/** The code that comes after the password. */
export function CodeForm({ next }: { next: string }) {
  const t = useTranslations('step');
  const [state, action, pending] = useActionState(finishSignInAction, null);
  return (
    <form action={action} className="flex flex-col gap-4">
      {state ? <Notice tone="bad">{state.error}</Notice> : null}
      <input type="hidden" name="next" value={next} />
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
      <Button type="submit" kind="primary" disabled={pending} className="mt-1 min-h-9">
        {t(pending ? 'pending' : 'submit')}
      </Button>
      <Link href="/login" className="text-note text-ink-2 underline">
        {t('startAgain')}
      </Link>
    </form>
  );
}
