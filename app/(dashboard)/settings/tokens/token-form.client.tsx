'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button, buttonClass } from '#app/_ui/button';
import { CopyButton } from '#app/_ui/copy-button.client';
import { Field, SelectField } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { GroupBoxes } from '#app/(dashboard)/settings/users/group-boxes.client';
import { createTokenAction } from './actions.ts';

const TERMS = ['30', '90', '365', 'never'] as const;

/** A new token; it is shown once, here. */
export function TokenForm({ groups }: { groups: readonly { name: string }[] }) {
  const t = useTranslations('settings.tokens');
  const [state, action, pending] = useActionState(createTokenAction, null);
  return (
    <form action={action} className="border-t border-line-2 px-[18px] py-4">
      {state && 'error' in state ? <Notice tone="bad">{state.error}</Notice> : null}
      {state && 'token' in state ? (
        <div className="mb-4">
          <Notice tone="good">
            <p>{t.rich('made', { name: state.name, b: (text) => <b>{text}</b> })}</p>
            <p className="mt-1.5 flex flex-wrap items-center gap-2">
              <code className="rounded-sm bg-hover px-2 py-1 font-mono text-[12px] [overflow-wrap:anywhere]">
                {state.token}
              </code>
              <CopyButton text={state.token} className={buttonClass('plain', true)}>
                {t('copy')}
              </CopyButton>
            </p>
          </Notice>
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
