/**
 * A kind of element: a group holds others, a leaf says something, and a name may be both. One that
 * `repeats` is written alike many times in a document.
 */
export type ElementKind = { name: string; isGroup: boolean; hasText: boolean; repeats: boolean };

/**
 * What to look for in a document. Only these elements are built, everything else is skipped with all
 * it holds (RFC 9990: extensions must not create an error). Elements called `each` directly under the
 * root are handed over one by one and not kept, so that a report of any length needs little memory.
 */
export type XmlShape = {
  root: string;
  each: string;
  /** The two leaves, in their order, in which most of those differ from each other. */
  varying: readonly [string, string];
  elements: ReadonlyMap<string, ElementKind>;
  /** A start tag of an element that repeats, or the end of what looks like one. */
  repeatingTag: RegExp;
};

type Names = {
  groups: readonly string[];
  leaves: readonly string[];
  repeating: readonly string[];
  varying: readonly [string, string];
};

/** Makes a shape of the names of its elements. */
export function xmlShape(root: string, each: string, names: Names): XmlShape {
  const { groups, leaves, varying } = names;
  const repeating = [each, ...names.repeating];
  const kinds = [...new Set([...groups, ...leaves])].map((name) => ({
    name,
    isGroup: groups.includes(name),
    hasText: leaves.includes(name),
    repeats: repeating.includes(name),
  }));
  const elements = new Map(kinds.map((kind) => [kind.name, kind]));
  return { root, each, varying, elements, repeatingTag: startTagOf(repeating) };
}

/** From the prefix's colon on, where there is a prefix: to look for one at every tag takes thrice as long. */
function startTagOf(names: readonly string[]) {
  return new RegExp(`[<:](?:${names.join('|')})(?:\\s[^<>]*)?>`, 'g');
}
