'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState, useId } from 'react';
import { Button } from '#app/_ui/button';
import { type LabelState, labelAction } from './actions.ts';

export type LabelFormProps = {
  id?: string;
  /** What the answer is about; `ip:192.0.2.1` or `service:Sendwell`. Ticked rows name themselves. */
  subjects?: readonly string[];
  /** What is asked, for whoever hears it. */
  legend: ReactNode;
  domains: readonly string[];
  /** Whether the answer is meant for all domains where nothing else is chosen. */
  everywhere?: boolean;
  /** What was said before. */
  note?: string | null;
  owner?: string | null;
  label?: string | null;
  /** In one line, as far as there is room. */
  wide?: boolean;
  onSaved?: () => void;
};

/** What can be said of a source; a row of lib/source may not come to the browser. */
const LABELS = ['yours', 'forwarder', 'not-mine', 'later'] as const;

/** "Is this yours?": four answers, for whom, and what one should know about it. */
export function LabelForm({ subjects = [], domains, wide = false, ...given }: LabelFormProps) {
  const t = useTranslations('answer');
  const said = useTranslations('answer.said');
  const { onSaved } = given;
  const [state, run, pending] = useActionState(async (before: LabelState, form: FormData) => {
    const after = await labelAction(before, form);
    if (after?.error === null) onSaved?.();
    return after;
  }, null);
  return (
    <form
      id={given.id}
      action={run}
      className={wide ? 'flex flex-wrap items-end gap-x-4 gap-y-3' : 'flex flex-col gap-3'}
    >
      {subjects.map((subject) => (
        <input key={subject} type="hidden" name="subject" value={subject} />
      ))}
      <fieldset className={wide ? 'max-sm:w-full' : ''}>
        <legend className="mb-1 font-medium [overflow-wrap:anywhere]">{given.legend}</legend>
        <div className={wide ? 'flex flex-wrap gap-x-4' : ''}>
          {LABELS.map((label) => (
            <label key={label} className="flex min-h-7 items-center gap-2 whitespace-nowrap">
              <input
                type="radio"
                name="label"
                value={label}
                required
                defaultChecked={label === given.label}
              />
              {said(label)}
            </label>
          ))}
        </div>
      </fieldset>
      <ForWhom domains={domains} everywhere={given.everywhere ?? false} />
      <Line name="note" label={t('note')} known={given.note ?? ''} grow={wide} />
      <Line name="owner" label={t('owner')} known={given.owner ?? ''} grow={wide} />
      <div className="flex items-center gap-3">
        <Button type="submit" kind="primary" small disabled={pending}>
          {t('save')}
        </Button>
        <span aria-live="polite" className="text-bad">
          {state?.error}
        </span>
      </div>
    </form>
  );
}

const FIELD = 'mt-0.5 min-h-8 w-full rounded-md border border-line bg-surface px-2 py-1';

type ForWhomProps = Pick<LabelFormProps, 'domains'> & { everywhere: boolean };

function ForWhom({ domains, everywhere }: ForWhomProps) {
  const t = useTranslations('answer');
  const id = useId();
  const all = `*${domains[0]}`;
  return (
    <div className="max-sm:w-full">
      <label htmlFor={id} className="text-ink-2">
        {t('for')}
      </label>
      <select id={id} name="domain" className={FIELD} defaultValue={everywhere ? all : domains[0]}>
        {domains.map((domain) => (
          <option key={domain} value={domain}>
            {domain}
          </option>
        ))}
        <option value={all}>{t('all')}</option>
      </select>
    </div>
  );
}

function Line(props: { name: string; label: string; known: string; grow: boolean }) {
  const { name, label, known, grow } = props;
  const id = useId();
  return (
    <div className={grow ? 'min-w-44 flex-1 max-sm:w-full' : ''}>
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      <input
        id={id}
        name={name}
        defaultValue={known}
        maxLength={500}
        autoComplete="off"
        className={FIELD}
      />
    </div>
  );
}
