'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState, useEffect, useRef, useState } from 'react';
import { Button } from '#app/_ui/button';
import { changeDomainsAction } from './actions.ts';
import { TICKED_FORM } from './ticked-form.ts';

type TickedDomainsProps = {
  groups: readonly { id: number; name: string }[];
  /** How many are ticked before anybody ticks one. */
  before: number;
  children: ReactNode;
};

/** A list whose rows can be ticked, and put in a group or parked in one go. */
export function TickedDomains({ groups, before, children }: TickedDomainsProps) {
  const t = useTranslations('settings.domains');
  const list = useRef<HTMLFieldSetElement>(null);
  const [ticked, setTicked] = useState(before);
  const [result, action, pending] = useActionState(changeDomainsAction, null);
  const boxes = () => [
    ...(list.current?.querySelectorAll<HTMLInputElement>('input[name=d]') ?? []),
  ];
  const count = () => setTicked(boxes().filter((box) => box.checked).length);
  const tickAll = (checked: boolean) => {
    for (const box of boxes()) box.checked = checked;
    count();
  };
  // An action takes the ticks away with it, and rows come and go.
  useEffect(count);
  return (
    <>
      <fieldset ref={list} onChange={count} className="min-w-0">
        <legend className="sr-only">{t('legend')}</legend>
        {children}
      </fieldset>
      <form
        id={TICKED_FORM}
        action={action}
        aria-label={t('withTicked')}
        hidden={ticked === 0 && result === null}
        className="sticky bottom-0 border-t border-line bg-surface px-[18px] py-3 text-note shadow-raised print:hidden"
      >
        <div className="flex flex-wrap items-center gap-2">
          <p role="status" className="mr-auto flex flex-wrap gap-x-3">
            {ticked > 0 ? (
              <span className="font-medium">{t('ticked', { count: ticked })}</span>
            ) : null}
            <span className={result?.good ? 'text-ink-2' : 'text-bad'}>{result?.text}</span>
          </p>
          <Button small onClick={() => tickAll(true)}>
            {t('tickAll')}
          </Button>
          <Button small onClick={() => tickAll(false)} disabled={ticked === 0}>
            {t('untick')}
          </Button>
        </div>
        <fieldset
          disabled={pending || ticked === 0}
          className="mt-2 flex flex-wrap items-center gap-2"
        >
          {groups.length > 0 ? (
            <>
              <select
                name="group"
                aria-label={t('group')}
                className="max-w-full rounded-md border border-line bg-surface px-2.5 py-1"
              >
                {groups.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
              <Button type="submit" name="deed" value="assign" small>
                {t('putIn')}
              </Button>
              <Button type="submit" name="deed" value="unassign" small>
                {t('takeOut')}
              </Button>
            </>
          ) : (
            <span className="text-ink-3">{t('groupFirst')}</span>
          )}
          <span className="mx-1 h-5 border-line border-l max-sm:hidden" aria-hidden="true" />
          <Button type="submit" name="deed" value="park" small>
            {t('park')}
          </Button>
          <Button type="submit" name="deed" value="unpark" small>
            {t('unpark')}
          </Button>
        </fieldset>
      </form>
    </>
  );
}
