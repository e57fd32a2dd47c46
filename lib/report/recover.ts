import type { Limits } from './limits.ts';

type Repair = { name: string; apply: (text: string) => string };

/**
 * The repairs that real reporters' documents need, each with a name that is kept on the report. They
 * only touch what cannot be markup: no element is closed, opened or moved, so a document that was cut
 * or mis-nested stays refused. Null when there is nothing to repair, or a DTD to beware of.
 */
export function repairXml(
  text: string,
  { xmlToken }: Limits,
): { text: string; repairs: string[] } | null {
  if (/<!DOCTYPE|<!ENTITY/i.test(text) || hasLongToken(text, xmlToken)) return null;
  const repairs: string[] = [];
  let repaired = text;
  for (const { name, apply } of REPAIRS) {
    const next = apply(repaired);
    if (next !== repaired) repairs.push(name);
    repaired = next;
  }
  return repairs.length > 0 ? { text: repaired, repairs } : null;
}

/** Patterns keep a stack, and would overflow it on a text of megabytes without markup. */
function hasLongToken(text: string, longest: number) {
  let from = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', from)) {
    if (at - from > longest) return true;
    from = at + 1;
  }
  return text.length - from > longest;
}

const REPAIRS: readonly Repair[] = [
  { name: 'cut to the root element', apply: cutToRoot },
  { name: 'control characters dropped', apply: (text) => text.replace(FORBIDDEN, '') },
  { name: 'raw ampersands escaped', apply: (text) => text.replace(RAW_AMPERSAND, '&amp;') },
  { name: 'address in angle brackets escaped', apply: escapeAddresses },
];

/** IKEA and sitnet.dk put a quote or a schema before the root, others blanks before the declaration. */
function cutToRoot(text: string) {
  const start = /<(?:[\w.-]+:)?feedback[\s>]/.exec(text)?.index ?? -1;
  const end = text.lastIndexOf('</');
  const close =
    end === -1 ? null : /^<\/(?:[\w.-]+:)?feedback\s*>/.exec(text.slice(end, end + 200));
  if (start === -1 || !close) return text;
  const after = end + close[0].length;
  const isClean =
    start < LONGEST_PROLOG && PROLOG.test(text.slice(0, start)) && text.slice(after).trim() === '';
  return isClean ? text : text.slice(start, after);
}

/** What may stand before the root: the declaration, at the very start, and comments. */
const PROLOG = /^(?:<\?xml[^<>]*\?>)?(?:\s|<!--(?:(?!-->)[\s\S])*-->)*$/;
const LONGEST_PROLOG = 4096;

/** What XML 1.0 §2.2 does not allow; Yahoo once sent a bell in a comment. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to drop.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Also before names of HTML, which XML does not know. */
const RAW_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/g;

/** `<email><a@example.com></email>`, and uwaterloo.ca's `<>`. */
function escapeAddresses(text: string) {
  return text.replace(/<([^<>\s/@]*@[^<>\s/]*|)>/g, '&lt;$1&gt;');
}
