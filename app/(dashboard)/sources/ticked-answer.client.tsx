'use client';

import { type ReactNode, useRef, useState } from 'react';
import { Button } from '#app/_ui/button';
import { LabelForm } from './label-form.client.tsx';
import { TICKED_FORM } from './ticked-form.ts';

type TickedAnswerProps = { domains: readonly string[]; children: ReactNode };

/** A list whose rows can be ticked, and answered for in one go. */
export function TickedAnswer({ domains, children }: TickedAnswerProps) {
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
        <legend className="sr-only">Sources; tick several to answer for them at once</legend>
        {children}
      </fieldset>
      {ticked > 0 ? (
        <section
          aria-label="Answer for those ticked"
          className="sticky bottom-0 border-t border-line bg-surface px-[18px] py-3 text-note shadow-raised print:hidden"
        >
          <div className="mb-2 flex items-center gap-2">
            <span role="status" className="mr-auto font-medium">
              {ticked} ticked
            </span>
            <Button small onClick={() => tickAll(true)}>
              Tick all on this page
            </Button>
            <Button small onClick={() => tickAll(false)}>
              Untick
            </Button>
          </div>
          <LabelForm
            id={TICKED_FORM}
            legend={ticked === 1 ? 'It is' : 'They are'}
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
