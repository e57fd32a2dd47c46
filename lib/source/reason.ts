import type { Messages } from '#lib/words/translate';

/** Why a source is thought to be whose: what `reason` of lib/words says, and its values. */
export type Reason = {
  code: keyof Messages['reason'];
  values: Readonly<Record<string, string | number>>;
};

export function reason(code: Reason['code'], values: Reason['values'] = {}): Reason {
  return { code, values };
}

/** Of few messages their number is told, else a percentage; `all` where it is all of them. */
export function shareValues(part: number, messages: number): Reason['values'] {
  const percent = Math.floor((part / messages) * 100);
  const share = messages < 30 ? 'count' : part === messages ? 'all' : 'percent';
  return { share, part, messages, percent };
}

/** The first two of some names: a sentence has no room for more. */
export function nameValues([first = '', second]: readonly string[]): Reason['values'] {
  return { names: second === undefined ? 1 : 2, first, second: second ?? '' };
}
