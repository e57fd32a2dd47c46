/** A condition on one field: any of these values or, with `not`, none of them; empty for no matter. */
export type Choice<T extends string = string> = { not: boolean; values: T[] };

/**
 * The values of a parameter: `a,b`, each with `!` before it (or only the first) for *is not*. A
 * backslash takes a comma, a leading `!` or itself literally: reporters are called `Yahoo\, Inc.`.
 * Null where *is* and *is not* are mixed.
 */
export function parseChoice(text: string): Choice | null {
  const items = text.match(/(?:\\.|[^,\\])+/g) ?? [];
  const not = items[0]?.startsWith('!') ?? false;
  const values = items.map((item) => literal(item.replace(/^!/, '')).trim());
  if (!not && items.some((item) => item.startsWith('!'))) return null;
  return { not, values: [...new Set(values.filter((value) => value !== ''))] };
}

/** The parameter that `parseChoice` reads as this choice; '' for no condition. */
export function formatChoice({ not, values }: Choice): string {
  const text = values.map((value) => value.replace(/[\\,]|^!/g, '\\$&')).join(',');
  return not && text !== '' ? `!${text}` : text;
}

function literal(text: string) {
  return text.replace(/\\(.)/g, '$1');
}
