'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { addDomainsAction } from './actions.ts';

/** Domains that no report has named yet: parked ones may never be named. */
export function AddForm() {
  const t = useTranslations('settings.domains');
  const [result, action, pending] = useActionState(addDomainsAction, null);
  return (
    <form action={action} className="border-t border-line-2 px-[18px] py-4">
      <div className="flex flex-wrap items-end gap-3">
        <Field
          label={t('add')}
          help={t('addHelp')}
          name="names"
          placeholder={t('addPlaceholder')}
          autoComplete="off"
          required
          className="min-w-0 flex-1 basis-72"
        />
        <Button type="submit" disabled={pending} className="min-h-9 sm:mb-[22px]">
          {t('addThem')}
        </Button>
        <p
          aria-live="polite"
          className={`basis-full text-note empty:hidden ${result?.good ? 'text-ink-2' : 'text-bad'}`}
        >
          {result?.text}
        </p>
      </div>
    </form>
  );
}
