'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { GroupBoxes } from '#app/(dashboard)/settings/users/group-boxes.client';
import { limitAccountAction } from './actions.ts';

type LimitFormProps = {
  email: string;
  limited: boolean;
  domains: readonly string[];
  /** Of all `groups` those that the account is limited to, by name. */
  chosen: readonly string[];
  groups: readonly { name: string }[];
};

/**
 * Domains and groups to limit somebody to. That they see all is a button of its own: a choice that a
 * form puts back by itself must not open everything.
 */
export function LimitForm({ email, limited, domains, chosen, groups }: LimitFormProps) {
  const t = useTranslations('settings.users');
  const [result, action, pending] = useActionState(limitAccountAction, null);
  return (
    <form action={action} className="px-[18px] pt-3 pb-4">
      <input type="hidden" name="email" value={email} />
      <Field
        label={t('domains')}
        name="domains"
        autoComplete="off"
        defaultValue={domains.join(', ')}
        placeholder={t('domainsPlaceholder')}
        className="max-w-[44rem]"
      />
      <GroupBoxes groups={groups} chosen={chosen} />
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <Button type="submit" name="sees" value="some" disabled={pending}>
          {t('limitTo')}
        </Button>
        {limited ? (
          <Button type="submit" name="sees" value="all" disabled={pending}>
            {t('letSeeAll')}
          </Button>
        ) : null}
        <span
          aria-live="polite"
          className={`ml-1 text-note ${result?.good ? 'text-ink-2' : 'text-bad'}`}
        >
          {result?.text}
        </span>
      </div>
    </form>
  );
}
