import { ownCopy } from './own-copy.ts';
import type { ElementKind } from './xml-shape.ts';

/** An element of a report with the children the reader knows; names are local, without a prefix. */
export class XmlElement {
  readonly kind: ElementKind;
  /** A leaf has none, and shares the list that says so: reports are made of leaves. */
  readonly children: XmlElement[];
  text = '';
  /** Whether it is known again, so that another one that is written alike is this one. */
  isKnown = false;

  constructor(kind: ElementKind) {
    this.kind = kind;
    this.children = kind.isGroup ? [] : NO_CHILDREN;
  }

  get name(): string {
    return this.kind.name;
  }

  /** Makes it fit to be kept: its texts are parts of the document, and would keep all of that. */
  detach(): void {
    this.text = ownCopy(this.text);
    for (const child of this.children) if (!child.isKnown) child.detach();
  }

  /** The first child of that name, or of its alias. */
  child(name: string, alias = name): XmlElement | null {
    for (const child of this.children) {
      if (child.kind.name === name || child.kind.name === alias) return child;
    }
    return null;
  }

  /** The text of the first child of that name: null when absent, '' when empty. */
  textOf(name: string): string | null {
    for (const child of this.children) if (child.kind.name === name) return child.text;
    return null;
  }
}

const NO_CHILDREN: XmlElement[] = [];
