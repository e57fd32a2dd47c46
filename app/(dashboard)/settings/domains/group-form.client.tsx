'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { saveGroupAction } from './actions.ts';

type GroupFormProps = { group?: { id: number; name: string; note: string | null } };

/** The name and the note of a new group, or of one that is called otherwise from now on. */
export function GroupForm({ group }: GroupFormProps) {
  const t = useTranslations('settings.domains');
  const [result, action, pending] = useActionState(saveGroupAction, null);
  const look = group
    ? 'flex w-72 max-w-full flex-col gap-3 p-2'
    : 'grid items-end gap-3 sm:grid-cols-[1fr_1.6fr_auto]';
  return (
    <form action={action}>
      {group ? <input type="hidden" name="id" value={group.id} /> : null}
      <div className={look}>
        <Field
          label={t(group ? 'name' : 'new')}
          name="name"
          defaultValue={group?.name}
          placeholder={group ? undefined : t('placeholder')}
          autoComplete="off"
          maxLength={60}
          required
        />
        <Field
          label={t('note')}
          name="note"
          defaultValue={group?.note ?? ''}
          autoComplete="off"
          maxLength={200}
        />
        <Button type="submit" disabled={pending} className="min-h-9">
          {t(group ? 'save' : 'create')}
        </Button>
      </div>
      <p
        aria-live="polite"
        className={`text-note not-empty:pt-2 ${result?.good ? 'text-ink-2' : 'text-bad'} ${group ? 'px-2' : ''}`}
      >
        {result?.text}
      </p>
    </form>
  );
}
