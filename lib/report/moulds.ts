import { ownCopy } from './own-copy.ts';
import type { XmlElement } from './xml-element.ts';
import type { XmlShape } from './xml-shape.ts';

/** Longer ones are seldom written twice; this also bounds what is looked through for each element. */
const LONGEST = 4096;
const MOST_IN_ALL = 2 ** 21;
/** A short document is read before its moulds would be of use. */
const FEW = 16;

/**
 * What is written from behind the start tag of one element to behind that of the next: the values of
 * the two leaves that vary, and the parts before, between and behind them.
 */
export type Piece = {
  length: number;
  values: readonly [string, string];
  parts: readonly [string, string, string];
};

/** An element that was read, with the leaves whose texts are the values. */
type Mould = Pick<Piece, 'parts'> & {
  element: XmlElement;
  leaves: readonly [XmlElement, XmlElement];
};

/**
 * The elements of a document that come one by one (`XmlShape.each`), as moulds: most records of a large
 * report are written like an earlier one in all but their source and count. From the one start tag to
 * the next, a parser would come to stand as it stood, having met nothing new but two values.
 */
export class Moulds {
  readonly #endTag: string;
  readonly #leafTags: readonly [string, string];
  readonly #shape: XmlShape;
  readonly #next: RegExp;
  /** By the last part of a piece: in the others records hardly differ. */
  readonly #moulds = new Map<string, Mould>();
  #length = 0;
  #asked = 0;

  constructor(shape: XmlShape) {
    const [first, second] = shape.varying;
    this.#shape = shape;
    this.#endTag = `</${shape.each}>`;
    this.#leafTags = [`<${first}>`, `<${second}>`];
    this.#next = new RegExp(`${this.#endTag}\\s*<${shape.each}>`, 'y');
  }

  /** The piece that begins behind a start tag; null where what follows cannot be one. */
  pieceAhead(text: string, from: number): Piece | null {
    this.#asked += 1;
    if (this.#asked <= FEW) return null;
    const ahead = text.slice(from, from + LONGEST);
    const end = ahead.indexOf(this.#endTag);
    if (end === -1) return null;
    this.#next.lastIndex = end;
    if (!this.#next.test(ahead)) return null;
    const length = this.#next.lastIndex;
    // Where a tag is missing these are no places, and no mould has such parts.
    const [firstTag, secondTag] = this.#leafTags;
    const first = ahead.indexOf(firstTag) + firstTag.length;
    const firstEnd = ahead.indexOf('<', first);
    const second = ahead.indexOf(secondTag, firstEnd) + secondTag.length;
    const secondEnd = ahead.indexOf('<', second);
    const values = [ahead.slice(first, firstEnd), ahead.slice(second, secondEnd)] as const;
    if (!PLAIN.test(values[0]) || !PLAIN.test(values[1])) return null;
    const parts = [
      ahead.slice(0, first),
      ahead.slice(firstEnd, second),
      ahead.slice(secondEnd, length),
    ] as const;
    return { length, values, parts };
  }

  /** Hands over an element that was written like a piece, with its values; false where none was. */
  cast({ parts, values }: Piece, take: (element: XmlElement) => void): boolean {
    const mould = this.#moulds.get(parts[2]);
    if (mould?.parts[0] !== parts[0] || mould.parts[1] !== parts[1]) return false;
    fill(mould, values);
    take(mould.element);
    fill(mould, EMPTY);
    return true;
  }

  /**
   * Keeps the element that was read from a piece, once nobody needs its values. The values are known
   * to be its leaves' where no other tag of their name is written, and nothing that hides a tag.
   */
  remember({ parts, values }: Piece, element: XmlElement) {
    const { each, varying } = this.#shape;
    const written = parts.join('');
    this.#length += written.length;
    if (this.#length > MOST_IN_ALL || /<[!?]/.test(written)) return;
    if ([each, ...varying].some((name) => startTagsOf(name, written) !== 1)) return;
    const [first, second] = varying.map((name) => leafOf(element, name));
    if (first?.text !== values[0] || second?.text !== values[1]) return;
    if (!this.#leafTags.every((tag, index) => parts[index]?.endsWith(tag))) return;
    element.detach();
    const [before, between, behind] = parts;
    const own = [ownCopy(before), ownCopy(between), ownCopy(behind)] as const;
    const mould: Mould = { parts: own, element, leaves: [first, second] };
    fill(mould, EMPTY);
    this.#moulds.set(own[2], mould);
  }
}

/** A value that is read as it is written, whatever surrounds it. */
const PLAIN = /^[\w.:]{1,45}$/;
const EMPTY = ['', ''] as const;

/** A value is a part of the document's text, and must not keep it longer than it is needed. */
function fill({ leaves }: Mould, values: Piece['values']) {
  leaves[0].text = values[0];
  leaves[1].text = values[1];
}

/** How often a start tag of that name is written, with or without a prefix; perhaps an end tag, too. */
function startTagsOf(name: string, written: string) {
  return written.match(new RegExp(`[<:]${name}[\\s/>]`, 'g'))?.length ?? 0;
}

function leafOf(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children) {
    const leaf = child.name === name ? child : leafOf(child, name);
    if (leaf) return leaf;
  }
  return undefined;
}
