/** An element of a report with the children the reader knows; names are local, without a prefix. */
export class XmlElement {
  readonly name: string;
  /** A leaf has none, and shares the list that says so: reports are made of leaves. */
  readonly children: XmlElement[];
  text = '';

  constructor(name: string, isGroup: boolean) {
    this.name = name;
    this.children = isGroup ? [] : NO_CHILDREN;
  }

  get isGroup(): boolean {
    return this.children !== NO_CHILDREN;
  }

  /** The first child of that name, or of one of its aliases. */
  child(...names: string[]): XmlElement | null {
    return this.children.find((child) => names.includes(child.name)) ?? null;
  }

  /** The text of the first child of that name: null when absent, '' when empty. */
  textOf(name: string): string | null {
    for (const child of this.children) if (child.name === name) return child.text;
    return null;
  }
}

const NO_CHILDREN: XmlElement[] = [];
