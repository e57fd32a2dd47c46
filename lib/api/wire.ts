/** Anything JSON can say. */
export type Wire = string | number | boolean | null | Wire[] | { [key: string]: Wire };

/**
 * A query's answer as the API spells it: keys in snake_case, as in exports (PRODUCT 4.2); instants
 * in ISO 8601 and ids beyond 2^53 as text, as JSON has no word for either.
 */
export function toWire(value: unknown): Wire {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toWire);
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries.map(([key, entry]) => [snakeCase(key), toWire(entry)]));
}

/** A name as the wire spells it. */
export function snakeCase(key: string) {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
