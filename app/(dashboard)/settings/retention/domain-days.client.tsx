'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#app/_ui/button';
import { Glyph } from '#app/_ui/glyph';
import type { DomainName } from '#lib/queries/domain-names';
import { AmountField } from './amount-field.client.tsx';

type Days = Record<string, number | null>;

type DomainDaysProps = {
  days: Days;
  domains: readonly DomainName[];
  onChange: (days: Days) => void;
};

/** Domains whose records stay for another time than those of all others. */
export function DomainDays({ days, domains, onChange }: DomainDaysProps) {
  const t = useTranslations('settings.retention');
  const others = domains.filter(({ name }) => !(name in days));
  const nameOf = (name: string) => domains.find((one) => one.name === name)?.unicode ?? name;
  const without = (name: string) => {
    return Object.fromEntries(Object.entries(days).filter(([other]) => other !== name));
  };
  return (
    <>
      {Object.entries(days).map(([name, value]) => (
        <AmountField
          key={name}
          inner
          label={t('recordsOf', { domain: nameOf(name) })}
          value={value}
          onChange={(some) => onChange({ ...days, [name]: some })}
        >
          <Button
            kind="ghost"
            small
            aria-label={t('asOthers', { domain: nameOf(name) })}
            onClick={() => onChange(without(name))}
          >
            <Glyph name="x" />
          </Button>
        </AmountField>
      ))}
      {others.length > 0 ? (
        <div className="border-b border-line-2 py-2 pr-[18px] pl-9">
          <select
            aria-label={t('another')}
            value=""
            onChange={({ target }) => onChange({ ...days, [target.value]: null })}
            className="max-w-full rounded-md border border-line bg-surface px-2.5 py-1 text-note text-ink-2"
          >
            <option value="">{t('anotherChoice')}</option>
            {others.map(({ name, unicode }) => (
              <option key={name} value={name}>
                {unicode}
              </option>
            ))}
          </select>
        </div>
      ) : null}
    </>
  );
}
