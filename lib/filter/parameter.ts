import { z } from 'zod';
import { normaliseAddress } from './address.ts';
import { type Choice, parseChoice } from './choice.ts';

/** The kinds of URL parameters a filter is made of; each refuses what it cannot use. */

/** A list of words of a closed vocabulary, or their opposite. */
export function choiceOf<const T extends string>(words: readonly T[]) {
  return listed().transform(({ not, values }, context): Choice<T> => {
    const known = words.filter((word) => values.includes(word));
    if (known.length === values.length) return { not, values: known };
    return refuse(context, `one or more of ${words.join(', ')}`);
  });
}

/** A list of free values, or their opposite; `read` brings each into its one spelling. */
export function choice(what: string, read: (text: string) => string | null) {
  return listed().transform(({ not, values }, context): Choice => {
    const spelt = values.map(read).filter((value) => value !== null);
    return spelt.length === values.length ? { not, values: spelt } : refuse(context, what);
  });
}

/** An address or a block of addresses, in its one spelling. */
export function addressBlock() {
  return z.string().transform((text, context) => {
    return normaliseAddress(text) ?? refuse(context, 'an IP address or a CIDR block');
  });
}

/**
 * A domain name as it is stored: lower case, A-labels. By the URL standard, which server and browser
 * both have; filters are read on either side.
 */
export function readDomain(text: string): string | null {
  const name = text.replace(/\.$/, '').toLowerCase();
  if (/^[a-z0-9._-]{1,253}$/.test(name)) return name;
  const url = `http://${name}`;
  if (/[\s/?#@:\\%[\]]/.test(name) || !URL.canParse(url)) return null;
  return new URL(url).hostname;
}

function listed() {
  return z
    .string()
    .max(4000)
    .default('')
    .transform((text, context) => {
      return parseChoice(text) ?? refuse(context, '! before all of the values or before none');
    });
}

function refuse(context: z.RefinementCtx, expected: string) {
  context.addIssue({ code: 'custom', message: `expected ${expected}` });
  return z.NEVER;
}
