import { normaliseDomain } from '#lib/domain-name';
import type { Deviations } from './deviation.ts';
import { ownCopy } from './own-copy.ts';
import type { XmlElement } from './xml-element.ts';

/** The longest value of each kind that is kept; RFC 5321 §4.5.3 bounds domains and addresses. */
export const LENGTHS = { domain: 253, name: 255, address: 320, text: 1024 } as const;

/** The stated text of a child: null when absent, '' when empty, cut to its length and that noted. */
export function statedText(
  parent: XmlElement | null,
  name: string,
  length: number,
  deviations: Deviations,
): string | null {
  const text = parent?.textOf(name) ?? null;
  return text === null ? null : ownCopy(clipText(text, name, length, deviations));
}

/** A text cut to a length; never within a surrogate pair, which Postgres would refuse. */
export function clipText(
  text: string,
  name: string,
  length: number,
  deviations: Deviations,
): string {
  if (text.length <= length) return text;
  deviations.note('text-cut', name);
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** A domain as it is compared; what is none is kept in lower case and noted. */
export function statedDomain(
  parent: XmlElement | null,
  name: string,
  deviations: Deviations,
): string | null {
  const text = statedText(parent, name, LENGTHS.domain, deviations);
  if (text === null || text === '') return text;
  const domain = normaliseDomain(text);
  if (domain === null) deviations.note('not-a-domain', `${name}: ${text}`);
  return domain ?? text.toLowerCase();
}
