import { ownCopy } from './own-copy.ts';
import type { XmlElement } from './xml-element.ts';

/** Longer ones are seldom written twice; this also bounds what is looked through for each element. */
const LONGEST = 2048;
const MOST_IN_ALL = 2 ** 21;

/** An element that was read, and the length of what is written between its tags. */
export type KnownElement = { element: XmlElement; length: number };

/**
 * Elements of one document by how they were written, since the records of a large report repeat each
 * other in all but their sources and counts. What is written alike is the same element.
 */
export class KnownElements {
  readonly #known = new Map<string, KnownElement>();
  #length = 0;

  /**
   * What stands from a place up to the first end tag of the element that was opened there; null where
   * none is in sight.
   */
  sourceAhead(text: string, from: number, qualified: string): string | null {
    const ahead = text.slice(from, from + LONGEST);
    const endTag = `</${qualified}`;
    const end = ahead.indexOf(endTag);
    return end === -1 ? null : ahead.slice(0, end + endTag.length);
  }

  find(source: string): KnownElement | null {
    return this.#known.get(source) ?? null;
  }

  /**
   * Keeps an element that was read from its source. The first end tag in sight was its own, unless
   * another of its name began before, or it stood in what is no tag; elsewhere XML allows no "<".
   */
  remember(source: string, element: XmlElement) {
    const qualified = source.slice(source.lastIndexOf('</') + 2);
    if (/<[!?]/.test(source) || source.includes(`<${qualified}`)) return;
    this.#length += source.length;
    if (this.#length > MOST_IN_ALL) return;
    element.detach();
    element.isKnown = true;
    this.#known.set(ownCopy(source), { element, length: source.lastIndexOf('</') });
  }
}
