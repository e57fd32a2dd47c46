'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Field, SelectField } from '#app/_ui/field';
import { askEvidenceAction } from './actions.ts';
import { GroupField } from './group-field.tsx';

type EvidenceFormProps = {
  domains: readonly { name: string; unicode: string }[];
  groups: readonly { name: string }[];
  chosen: string;
  group: string | null;
  from: string;
  to: string;
};

/** Which domains and days a pack is to be about. */
export function EvidenceForm({ domains, groups, chosen, group, from, to }: EvidenceFormProps) {
  const t = useTranslations('exports');
  const [result, ask, pending] = useActionState(askEvidenceAction, null);
  return (
    <form
      action={ask}
      className="grid grid-cols-2 items-end gap-3 px-[18px] pt-3 pb-[18px] sm:flex sm:flex-wrap"
    >
      <SelectField
        label={t('domains')}
        name="d"
        defaultValue={chosen}
        className="max-sm:col-span-2 sm:min-w-52"
      >
        <option value="">{t('allDomains')}</option>
        {chosen.includes(',') ? <option value={chosen}>{chosen}</option> : null}
        {domains.map(({ name, unicode }) => (
          <option key={name} value={name}>
            {unicode}
          </option>
        ))}
      </SelectField>
      <GroupField groups={groups} chosen={group} />
      <Field label={t('firstDay')} name="from" type="date" defaultValue={from} required />
      <Field label={t('lastDay')} name="to" type="date" defaultValue={to} required />
      <Button type="submit" disabled={pending} className="min-h-9 max-sm:col-span-2">
        {t('evidence.make')}
      </Button>
      <span
        aria-live="polite"
        className={`text-note max-sm:col-span-2 ${result?.good ? 'text-ink-2' : 'text-bad'}`}
      >
        {result?.text}
      </span>
    </form>
  );
}
