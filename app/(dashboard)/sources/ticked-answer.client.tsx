'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '#app/_ui/button';
import { LabelForm } from './label-form.client.tsx';
import { TICKED_FORM } from './ticked-form.ts';

type TickedAnswerProps = { domains: readonly string[]; children: ReactNode };

/** A list whose rows can be ticked, and answered for in one go. */
export function TickedAnswer({ domains, children }: TickedAnswerProps) {
  const t = useTranslations('answer');
  const list = useRef<HTMLFieldSetElement>(null);
  const [ticked, setTicked] = useState(0);
  const boxes = () => [
    ...(list.current?.querySelectorAll<HTMLInputElement>('input[name=subject]') ?? []),
  ];
  const count = () => setTicked(boxes().filter((box) => box.checked).length);
  const tickAll = (checked: boolean) => {
    for (const box of boxes()) box.checked = checked;
    count();
  };
  return (
    <>
      <fieldset ref={list} onChange={count} className="min-w-0">
        <legend className="sr-only">{t('legend')}</legend>
        {children}
      </fieldset>
      {ticked > 0 ? (
        <section
          aria-label={t('answer')}
          className="sticky bottom-0 border-t border-line bg-surface px-[18px] py-3 text-note shadow-raised print:hidden"
        >
          <div className="mb-2 flex items-center gap-2">
            <span role="status" className="mr-auto font-medium">
              {t('ticked', { count: ticked })}
            </span>
            <Button small onClick={() => tickAll(true)}>
              {t('tickAll')}
            </Button>
            <Button small onClick={() => tickAll(false)}>
              {t('untick')}
            </Button>
          </div>
          <LabelForm
            id={TICKED_FORM}
            legend={t(ticked === 1 ? 'itIs' : 'theyAre')}
            domains={domains}
            everywhere={domains.length > 1}
            wide
            onSaved={() => tickAll(false)}
          />
        </section>
      ) : null}
    </>
  );
}
