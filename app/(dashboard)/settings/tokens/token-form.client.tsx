'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field, SelectField } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { ShownOnce } from '#app/(dashboard)/settings/shown-once.client';
import { GroupBoxes } from '#app/(dashboard)/settings/users/group-boxes.client';
import { createTokenAction } from './actions.ts';

const TERMS = ['30', '90', '365', 'never'] as const;

/** A new token; it is shown once, here. */
export function TokenForm({ groups }: { groups: readonly { name: string }[] }) {
  const t = useTranslations('settings.tokens');
  const [state, action, pending] = useActionState(createTokenAction, null);
  return (
    <form action={action} className="border-t border-line-2 px-[18px] py-4">
      {state ? (
        <div className="mb-4">
          {'error' in state ? (
            <Notice tone="bad">{state.error}</Notice>
          ) : (
            <ShownOnce
              lead={t.rich('made', { name: state.name, b: (text) => <b>{text}</b> })}
              text={state.token}
              copy={t('copy')}
            >
              {state.token}
            </ShownOnce>
          )}
        </div>
      ) : null}
      <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1.4fr_1.3fr_1.3fr_0.9fr_auto]">
        <Field
          label={t('new')}
          name="name"
          placeholder={t('placeholder')}
          required
          maxLength={100}
        />
        <SelectField label={t('itMay')} name="scope" defaultValue="read">
          <option value="read">{t('readAll')}</option>
          <option value="import">{t('import')}</option>
        </SelectField>
        <Field
          label={t('domains')}
          name="domains"
          autoComplete="off"
          placeholder={t('allDomains')}
        />
        <SelectField label={t('ends')} name="days" defaultValue="90">
          {TERMS.map((days) => (
            <option key={days} value={days}>
              {t(`in.${days}`)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" disabled={pending} className="min-h-9">
          {t('create')}
        </Button>
      </div>
      <GroupBoxes groups={groups} />
    </form>
  );
}
