'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';

type AmountFieldProps = {
  label: string;
  help?: string;
  unit?: string;
  /** Null is shown as an empty field: for ever, or without a limit. */
  value: number | null;
  onChange: (value: number | null) => void;
  /** One of a list below another: set in, and quieter. */
  inner?: boolean;
  children?: React.ReactNode;
};

/** A line of a form: what is kept, and for how many days. */
export function AmountField(props: AmountFieldProps) {
  const { label, help, unit, value, onChange, inner = false, children } = props;
  const t = useTranslations('settings');
  const id = useId();
  return (
    <div
      className={`grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b border-line-2 py-3 pr-[18px] ${inner ? 'pl-9 max-sm:grid-cols-1' : 'pl-[18px]'}`}
    >
      <div className="min-w-0">
        <label htmlFor={id} className={inner ? 'break-words text-note' : 'font-[550]'}>
          {label}
        </label>
        {help ? (
          <p id={`${id}-help`} className="max-w-[70ch] text-note text-pretty text-ink-2">
            {help}
          </p>
        ) : null}
      </div>
      <div className="flex items-center justify-end gap-2 text-note text-ink-2">
        {children}
        <input
          id={id}
          inputMode="numeric"
          pattern="[0-9]*"
          maxLength={5}
          placeholder={t('forEver')}
          value={value ?? ''}
          onChange={({ target }) => {
            const digits = target.value.replace(/\D/g, '');
            onChange(digits === '' ? null : Number(digits));
          }}
          {...(help ? { 'aria-describedby': `${id}-help` } : {})}
          className="min-h-9 w-[86px] rounded-md border border-line bg-surface px-3 py-1.5 text-right text-ink tabular-nums placeholder:text-ink-3"
        />
        <span className="w-8">{unit ?? t('retention.unit')}</span>
      </div>
    </div>
  );
}
