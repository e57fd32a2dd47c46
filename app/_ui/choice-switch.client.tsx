'use client';

import { useId } from 'react';

type ChoiceSwitchProps<Value extends string> = {
  legend: string;
  choices: readonly { value: Value; text: string; lang?: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
};

/** A few choices side by side, of which one holds. */
export function ChoiceSwitch<Value extends string>({
  legend,
  choices,
  chosen,
  onChoose,
}: ChoiceSwitchProps<Value>) {
  // Two of them may stand on one page, and each is a group of its own.
  const name = useId();
  return (
    <fieldset className="flex w-fit gap-0.5 rounded-md bg-hover p-0.5">
      <legend className="sr-only">{legend}</legend>
      {choices.map(({ value, text, lang }) => (
        <label
          key={value}
          lang={lang}
          className="cursor-pointer rounded-sm px-2 py-1 text-[12px] text-ink-3 hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={value}
            checked={chosen === value}
            onChange={() => onChoose(value)}
            className="sr-only"
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
