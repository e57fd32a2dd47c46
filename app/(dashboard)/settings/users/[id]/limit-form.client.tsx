'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import { Button } from '#app/_ui/button';
import { Field, SelectField } from '#app/_ui/field';
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

/** All domains, or only those that are named and those of groups. */
export function LimitForm({ email, limited, domains, chosen, groups }: LimitFormProps) {
  const t = useTranslations('settings.users');
  const [result, action, pending] = useActionState(limitAccountAction, null);
  const [sees, setSees] = useState(limited ? 'some' : 'all');
  return (
    <form action={action} className="px-[18px] pt-3 pb-4">
      <input type="hidden" name="email" value={email} />
      <div className="grid items-start gap-3 sm:grid-cols-[1fr_2fr]">
        <SelectField
          label={t('sees')}
          name="sees"
          value={sees}
          onChange={(event) => setSees(event.target.value)}
        >
          <option value="all">{t('seesAll')}</option>
          <option value="some">{t('seesSome')}</option>
        </SelectField>
        {sees === 'some' ? (
          <Field
            label={t('domains')}
            name="domains"
            autoComplete="off"
            defaultValue={domains.join(', ')}
            placeholder={t('domainsPlaceholder')}
          />
        ) : null}
      </div>
      {sees === 'some' ? <GroupBoxes groups={groups} chosen={chosen} /> : null}
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={pending}>
          {t('saveLimits')}
        </Button>
        <span
          aria-live="polite"
          className={`text-note ${result?.good ? 'text-ink-2' : 'text-bad'}`}
        >
          {result?.text}
        </span>
      </div>
    </form>
  );
}
