'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useSyncExternalStore } from 'react';
import { Button } from '#app/_ui/button';
import { Notice } from '#app/_ui/notice';
import { knowsPasskeys, signWithPasskey } from '#app/_ui/passkey.client';
import { type SignInState, signInByPasskeyAction } from './actions.ts';

type PasskeyButtonProps = { options: string; sealed: string; next: string };

/** Signs in with a passkey, in browsers that know them. */
export function PasskeyButton({ options, sealed, next }: PasskeyButtonProps) {
  const t = useTranslations('login');
  const known = useSyncExternalStore(never, knowsPasskeys, () => false);
  const [state, action, pending] = useActionState(
    async (before: SignInState, form: FormData): Promise<SignInState> => {
      const response = await signWithPasskey(options);
      if (response === null) return { error: t('noPasskey'), email: '' };
      form.set('response', response);
      return await signInByPasskeyAction(before, form);
    },
    null,
  );
  if (!known) return null;
  return (
    <form action={action} className="flex flex-col gap-3">
      <input type="hidden" name="sealed" value={sealed} />
      <input type="hidden" name="next" value={next} />
      <Button type="submit" disabled={pending} className="min-h-9">
        {t('byPasskey')}
      </Button>
      {state ? <Notice tone="bad">{state.error}</Notice> : null}
    </form>
  );
}

const never = () => () => undefined;
