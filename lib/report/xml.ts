import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { err, ok, type Result } from '#lib/result';
import { KnownElements } from './known-elements.ts';
import { exceeds, type LimitName, type Limits } from './limits.ts';
import { Moulds, type Piece } from './moulds.ts';
import type { ReportProblem } from './problem.ts';
import { XmlElement } from './xml-element.ts';
import { malformed, Refusal } from './xml-refusal.ts';
import type { ElementKind, XmlShape } from './xml-shape.ts';

export type XmlRoot = { element: XmlElement; namespaces: string[] };

/**
 * Takes an element that the shape asks for one by one, and may not keep it; answers with the limit that
 * it goes beyond.
 */
export type OnEach = (element: XmlElement) => LimitName | null;

/**
 * Reads a well-formed document, strictly and within the limits: no DTD, no entities, nothing after
 * the root. Order and namespaces do not matter. What it refuses it refuses as a whole. Its pieces are
 * asked for again where a fault is to be told.
 */
export function readXml(
  chunks: () => Iterable<string>,
  shape: XmlShape,
  limits: Limits,
  onEach: OnEach,
): Result<XmlRoot, ReportProblem> {
  const reader = new Reader(shape, limits, onEach);
  try {
    for (const chunk of chunks()) reader.write(chunk);
    return ok(reader.close());
  } catch (cause) {
    if (cause instanceof Refusal) return err(cause.problem);
    const problem = malformed(cause, chunks(), reader.offset);
    if (problem) return err(problem);
    throw cause;
  }
}

class Reader {
  readonly #parser = new SaxesParser();
  readonly #open: XmlElement[] = [];
  /** How the open elements are written, where they might be written so again. */
  readonly #sources: (string | null)[] = [];
  readonly #known = new KnownElements();
  readonly #moulds: Moulds;
  /** How the record at hand is written, where others may be written like it. */
  #piece: Piece | null = null;
  readonly #shape: XmlShape;
  readonly #limits: Limits;
  readonly #onEach: OnEach;
  #root: XmlRoot | null = null;
  #top: XmlElement | null = null;
  #depth = 0;
  /** Elements that are held: of the record at hand, and of all that is no record. */
  #held = 0;
  #heldBefore = 0;
  #sinceTag = 0;
  #chunk = '';
  /** How far in the chunk the parser has been fed, and how much it has been fed in all. */
  #at = 0;
  #fed = 0;
  #skipped = 0;

  constructor(shape: XmlShape, limits: Limits, onEach: OnEach) {
    this.#shape = shape;
    this.#limits = limits;
    this.#onEach = onEach;
    this.#moulds = new Moulds(shape);
    this.#parser.on('doctype', () => {
      const text = 'The document declares a DTD, which no report needs and which is never read.';
      throw new Refusal({ code: 'report/malformed', text });
    });
    this.#parser.on('opentag', (tag) => this.#enter(tag));
    this.#parser.on('closetag', () => this.#leave());
    this.#parser.on('text', (text) => this.#addText(text));
    this.#parser.on('cdata', (text) => this.#addText(text));
  }

  write(chunk: string) {
    this.#guard(chunk);
    this.#chunk = chunk;
    this.#at = 0;
    const { repeatingTag } = this.#shape;
    repeatingTag.lastIndex = 0;
    while (repeatingTag.test(chunk)) {
      this.#feed(repeatingTag.lastIndex);
      repeatingTag.lastIndex = this.#at;
    }
    this.#feed(chunk.length);
  }

  /** How much of the text has been read. */
  get offset(): number {
    return this.#parser.position + this.#skipped;
  }

  /** Feeds the parser up to a place; where a tag ends there, what follows may be known, and is skipped. */
  #feed(to: number) {
    const piece = this.#chunk.slice(this.#at, to);
    this.#at = to;
    this.#fed += piece.length;
    this.#parser.write(piece);
  }

  close(): XmlRoot {
    this.#parser.close();
    if (this.#root) return this.#root;
    throw new Refusal({ code: 'report/malformed', text: 'The document has no root element.' });
  }

  /**
   * The parser buffers text and markup until their end; this bounds how much that can be. From one tag
   * on, another must begin within the longest token: the last one there is looked for, not the next.
   */
  #guard(chunk: string) {
    const longest = this.#limits.xmlToken;
    let tag = -this.#sinceTag;
    while (chunk.length - tag > longest) {
      const next = chunk.lastIndexOf('<', tag + longest);
      if (next === -1 || next <= tag) this.#refuse('xmlToken');
      tag = next;
    }
    const last = chunk.lastIndexOf('<');
    this.#sinceTag = chunk.length - (last === -1 ? tag : last);
  }

  #enter({ name: qualified, attributes, isSelfClosing }: SaxesTagPlain) {
    this.#depth += 1;
    if (this.#depth > this.#limits.xmlDepth) this.#refuse('xmlDepth');
    if (qualified.length > this.#limits.xmlName) this.#refuse('xmlName');
    if (this.#depth === 1) this.#enterRoot(localName(qualified), attributes);
    if (this.#depth === 2) this.#heldBefore = this.#held;
    // A skipped ancestor is not on the stack: its descendants are skipped by the count alone.
    if (this.#open.length !== this.#depth - 1 || !this.#top?.kind.isGroup) return;
    const kind = this.#shape.elements.get(localName(qualified));
    if (!kind) return;
    const isSought = kind.repeats && !isSelfClosing && this.#parser.position === this.#fed;
    if (isSought && kind.name === this.#shape.each) this.#enterEach(kind, qualified);
    else this.#enterKind(kind, isSought ? qualified : null);
  }

  /** What is written like an earlier one is handed over at once, and the next one entered. */
  #enterEach(kind: ElementKind, qualified: string) {
    this.#piece = null;
    while (this.#depth === 2 && qualified === kind.name) {
      const piece = this.#moulds.pieceAhead(this.#chunk, this.#at);
      this.#piece = piece;
      if (!piece || !this.#moulds.cast(piece, (element) => this.#hand(element))) break;
      this.#skip(piece.length);
    }
    this.#push(new XmlElement(kind), null);
  }

  /** What was written before was well-formed, and is the same element again up to its end tag. */
  #enterKind(kind: ElementKind, qualified: string | null) {
    const source = qualified && this.#known.sourceAhead(this.#chunk, this.#at, qualified);
    const known = source === null ? null : this.#known.find(source);
    if (!known) return this.#push(new XmlElement(kind), source);
    this.#top?.children.push(known.element);
    this.#skip(known.length);
  }

  #skip(length: number) {
    this.#at += length;
    this.#skipped += length;
  }

  #hand(element: XmlElement) {
    const beyond = this.#onEach(element);
    if (beyond) this.#refuse(beyond);
  }

  #enterRoot(name: string, attributes: Record<string, string>) {
    const kind = this.#shape.elements.get(name);
    if (!kind || name !== this.#shape.root) {
      const text = `The root element is <${name.slice(0, 60)}>, not <${this.#shape.root}>.`;
      throw new Refusal({ code: 'report/invalid', text });
    }
    const declarations = Object.entries(attributes).filter(([key]) => /^xmlns(:|$)/.test(key));
    const element = new XmlElement(kind);
    this.#push(element, null);
    this.#root = { element, namespaces: declarations.map(([, uri]) => uri.trim()) };
  }

  #push(element: XmlElement, source: string | null) {
    this.#held += 1;
    if (this.#held > this.#limits.xmlElements) this.#refuse('xmlElements');
    this.#open.push(element);
    this.#sources.push(source);
    this.#top = element;
  }

  #leave() {
    this.#depth -= 1;
    if (this.#open.length <= this.#depth) return;
    const element = this.#open.pop();
    const source = this.#sources.pop() ?? null;
    const parent = this.#open[this.#depth - 1] ?? null;
    this.#top = parent;
    if (!element || !parent) return;
    element.text = element.text.trim();
    if (source !== null) this.#known.remember(source, element);
    if (this.#depth === 1 && element.name === this.#shape.each) {
      this.#held = this.#heldBefore;
      this.#hand(element);
      if (this.#piece) this.#moulds.remember(this.#piece, element);
    } else {
      parent.children.push(element);
    }
  }

  #addText(text: string) {
    const top = this.#top;
    if (!top?.kind.hasText || this.#open.length !== this.#depth) return;
    if (top.text.length + text.length > this.#limits.xmlToken) this.#refuse('xmlToken');
    top.text += text;
  }

  #refuse(name: LimitName): never {
    throw new Refusal(exceeds(name, this.#limits));
  }
}

function localName(qualified: string) {
  const colon = qualified.indexOf(':');
  return colon === -1 ? qualified : qualified.slice(colon + 1);
}
