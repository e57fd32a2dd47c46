'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { renamePasskeyAction } from './actions.ts';

/** What a passkey is called, and another name for it. */
export function PasskeyName({ id, name }: { id: string; name: string }) {
  const t = useTranslations('account.passkeys');
  const [state, rename, pending] = useActionState(renamePasskeyAction, null);
  return (
    <>
      <span className="mr-2 [overflow-wrap:anywhere]">{name}</span>
      <details key={name} className="inline-block align-top open:block">
        <summary className="cursor-pointer list-none text-note text-ink-3 underline decoration-dotted [&::-webkit-details-marker]:hidden">
          {t('rename')}
        </summary>
        <form action={rename} className="mt-2 flex flex-wrap items-end gap-2">
          <input type="hidden" name="id" value={id} />
          <Field
            label={t('newName')}
            name="name"
            defaultValue={name}
            autoComplete="off"
            maxLength={100}
            required
            error={state && !state.good ? state.text : undefined}
            className="w-full sm:w-[240px]"
          />
          <Button type="submit" disabled={pending} className="min-h-9">
            {t('save')}
          </Button>
        </form>
      </details>
    </>
  );
}
