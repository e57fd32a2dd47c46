'use client';

import { Popover } from '@base-ui/react/popover';
import { useActionState, useId, useState } from 'react';
import { Button, buttonClass } from '#app/_ui/button';
import { Glyph } from '#app/_ui/glyph';
import { SOURCE_LABEL_WORDS } from '#lib/format/source-label';
import { type LabelState, labelAction } from './actions.ts';

type LabelMenuProps = {
  /** The address or service as it is called. */
  name: string;
  subject: { ip: string } | { service: string };
  domains: readonly string[];
  text?: string;
};

const LABELS = Object.entries(SOURCE_LABEL_WORDS);

/** "Is this yours?": four answers, for whom, and what one should know about it. */
export function LabelMenu({ name, subject, domains, text = 'Is this yours?' }: LabelMenuProps) {
  const [open, setOpen] = useState(false);
  const [state, run, pending] = useActionState(async (before: LabelState, form: FormData) => {
    const after = await labelAction(before, form);
    if (after?.error === null) setOpen(false);
    return after;
  }, null);
  const [key, value] = Object.entries(subject)[0] ?? [];
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={buttonClass('plain', true)}>
        <span className="sr-only">{name}: </span>
        {text}
        <Glyph name="chevron-down" className="text-[12px] text-ink-3" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className="z-30">
          <Popover.Popup
            aria-label={`Is ${name} yours?`}
            className="max-h-(--available-height) w-72 max-w-[calc(100vw-24px)] overflow-y-auto rounded-lg border border-line bg-surface p-3 text-note shadow-raised outline-none"
          >
            <form action={run} className="flex flex-col gap-3">
              <input type="hidden" name={key} value={value} />
              <fieldset>
                <legend className="mb-1 font-medium [overflow-wrap:anywhere]">{name} is</legend>
                {LABELS.map(([label, word]) => (
                  <label key={label} className="flex min-h-7 items-center gap-2">
                    <input type="radio" name="label" value={label} required />
                    {word}
                  </label>
                ))}
              </fieldset>
              <ForWhom domains={domains} />
              <Line name="note" label="Note" />
              <Line name="owner" label="Who is responsible for it" />
              <div className="flex items-center gap-3">
                <Button type="submit" kind="primary" small disabled={pending}>
                  Save
                </Button>
                <span aria-live="polite" className="text-bad">
                  {state?.error}
                </span>
              </div>
            </form>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

const FIELD = 'mt-0.5 min-h-8 w-full rounded-md border border-line bg-surface px-2 py-1';

function ForWhom({ domains }: { domains: readonly string[] }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="text-ink-2">
        For
      </label>
      <select id={id} name="domain" className={FIELD} defaultValue={domains[0]}>
        {domains.map((domain) => (
          <option key={domain} value={domain}>
            {domain}
          </option>
        ))}
        <option value={`*${domains[0]}`}>all my domains</option>
      </select>
    </div>
  );
}

function Line({ name, label }: { name: string; label: string }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      <input id={id} name={name} maxLength={500} autoComplete="off" className={FIELD} />
    </div>
  );
}
