import type { Words } from '#lib/words/translate';
import type { Card } from './card.ts';

/** What is said of a diagnosis, in the values of its records. */
export type Telling = {
  /** A few words, for a line of a table. */
  title: string;
  /** What happened. */
  what: string;
  why: string;
  /** What to do, if anything. */
  fix: string;
  /** How to see that it worked. */
  verify: string;
};

/** A card in the words of a language. */
export function tell({ code, values }: Card, t: Words<'diagnosis'>): Telling {
  return {
    title: titleOf({ code, values }, t),
    what: t(`${code}.what`, values),
    why: t(`${code}.why`, values),
    fix: t(`${code}.fix`, values),
    verify: t(`${code}.verify`, values),
  };
}

/** A card in a few words, for a line of a table. */
export function titleOf({ code, values }: Pick<Card, 'code' | 'values'>, t: Words<'diagnosis'>) {
  return t(`${code}.title`, values);
}
