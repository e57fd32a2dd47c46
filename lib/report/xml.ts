import { SaxesParser } from 'saxes';
import { err, ok, type Result } from '#lib/result';
import { exceeds, type Limits } from './limits.ts';
import type { ReportProblem } from './problem.ts';
import { XmlElement } from './xml-element.ts';

/**
 * What to look for. Only these elements are built, everything else is skipped with all it holds
 * (RFC 9990: extensions must not create an error). Elements called `each` directly under the root
 * are handed over one by one and not kept, so that a report of any length needs little memory.
 */
export type XmlShape = {
  root: string;
  groups: ReadonlySet<string>;
  leaves: ReadonlySet<string>;
  each: string;
};

export type XmlRoot = { element: XmlElement; namespaces: string[] };

/**
 * Reads a well-formed document, strictly and within the limits: no DTD, no entities, nothing after
 * the root. Order and namespaces do not matter. What it refuses it refuses as a whole.
 */
export function readXml(
  chunks: Iterable<string>,
  shape: XmlShape,
  limits: Limits,
  onEach: (element: XmlElement) => void,
): Result<XmlRoot, ReportProblem> {
  try {
    const reader = new Reader(shape, limits, onEach);
    for (const chunk of chunks) reader.write(chunk);
    return ok(reader.close());
  } catch (cause) {
    const problem = cause instanceof Refusal ? cause.problem : malformed(cause);
    if (problem) return err(problem);
    throw cause;
  }
}

/** Leaves the parser from within one of its callbacks; never leaves this file. */
class Refusal extends Error {
  readonly problem: ReportProblem;

  constructor(problem: ReportProblem) {
    super(problem.text);
    this.problem = problem;
  }
}

const MOST_SHARED = 10_000;
const LONGEST_SHARED = 256;

class Reader {
  readonly #parser = new SaxesParser();
  readonly #open: XmlElement[] = [];
  readonly #shape: XmlShape;
  readonly #limits: Limits;
  readonly #onEach: (element: XmlElement) => void;
  readonly #texts = new Map<string, string>();
  #root: XmlRoot | null = null;
  #top: XmlElement | null = null;
  #depth = 0;
  #sinceTag = 0;

  constructor(shape: XmlShape, limits: Limits, onEach: (element: XmlElement) => void) {
    this.#shape = shape;
    this.#limits = limits;
    this.#onEach = onEach;
    this.#parser.on('doctype', () => {
      const text = 'The document declares a DTD, which no report needs and which is never read.';
      throw new Refusal({ code: 'report/malformed', text });
    });
    this.#parser.on('opentag', (tag) => this.#enter(tag.name, tag.attributes));
    this.#parser.on('closetag', () => this.#leave());
    this.#parser.on('text', (text) => this.#addText(text));
    this.#parser.on('cdata', (text) => this.#addText(text));
  }

  write(chunk: string) {
    this.#guard(chunk);
    this.#parser.write(chunk);
  }

  close(): XmlRoot {
    this.#parser.close();
    if (this.#root) return this.#root;
    throw new Refusal({ code: 'report/malformed', text: 'The document has no root element.' });
  }

  /** The parser buffers text and markup until their end; this bounds how much that can be. */
  #guard(chunk: string) {
    let from = 0;
    for (let at = chunk.indexOf('<'); at !== -1; at = chunk.indexOf('<', from)) {
      if (this.#sinceTag + at - from > this.#limits.xmlToken) this.#refuse('xmlToken');
      this.#sinceTag = 0;
      from = at + 1;
    }
    this.#sinceTag += chunk.length - from;
    if (this.#sinceTag > this.#limits.xmlToken) this.#refuse('xmlToken');
  }

  #enter(qualified: string, attributes: Record<string, string>) {
    this.#depth += 1;
    if (this.#depth > this.#limits.xmlDepth) this.#refuse('xmlDepth');
    if (qualified.length > this.#limits.xmlName) this.#refuse('xmlName');
    const name = qualified.slice(qualified.indexOf(':') + 1);
    if (this.#depth === 1) this.#enterRoot(name, attributes);
    // A skipped ancestor is not on the stack: its descendants are skipped by the count alone.
    else if (this.#open.length === this.#depth - 1 && this.#expects(name)) this.#push(name);
  }

  #enterRoot(name: string, attributes: Record<string, string>) {
    if (name !== this.#shape.root) {
      const text = `The root element is <${name.slice(0, 60)}>, not <${this.#shape.root}>.`;
      throw new Refusal({ code: 'report/invalid', text });
    }
    const declarations = Object.entries(attributes).filter(([key]) => /^xmlns(:|$)/.test(key));
    const element = this.#push(name);
    this.#root = { element, namespaces: declarations.map(([, uri]) => uri.trim()) };
  }

  #expects(name: string) {
    if (!this.#top?.isGroup) return false;
    return this.#shape.leaves.has(name) || this.#shape.groups.has(name);
  }

  #push(name: string) {
    const element = new XmlElement(name, this.#shape.groups.has(name));
    this.#open.push(element);
    this.#top = element;
    return element;
  }

  #leave() {
    this.#depth -= 1;
    if (this.#open.length <= this.#depth) return;
    const element = this.#open.pop();
    const parent = this.#open.at(-1) ?? null;
    this.#top = parent;
    if (!element || !parent) return;
    element.text = this.#sharedText(element.text.trim());
    if (this.#depth === 1 && element.name === this.#shape.each) this.#onEach(element);
    else parent.children.push(element);
  }

  /** The same few words and domains make up most of a report; one copy of each is kept. */
  #sharedText(text: string) {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < MOST_SHARED && text.length < LONGEST_SHARED) this.#texts.set(text, text);
    return text;
  }

  #addText(text: string) {
    const top = this.#top;
    if (!top || this.#open.length !== this.#depth || !this.#shape.leaves.has(top.name)) return;
    if (top.text.length + text.length > this.#limits.xmlToken) this.#refuse('xmlToken');
    top.text += text;
  }

  #refuse(name: 'xmlToken' | 'xmlDepth' | 'xmlName'): never {
    throw new Refusal(exceeds(name, this.#limits));
  }
}

/** saxes says "12:34: unexpected close tag.": line, column, reason. Anything else is our own fault. */
function malformed(cause: unknown): ReportProblem | null {
  const message = cause instanceof Error ? cause.message : '';
  const [, line, column, reason] = /^(\d+):(\d+): ([\s\S]+)$/.exec(message) ?? [];
  if (!reason) return null;
  return {
    code: 'report/malformed',
    text: `Line ${line}, column ${column}: ${reason.slice(0, 200)}`,
  };
}
