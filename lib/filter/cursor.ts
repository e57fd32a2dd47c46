import type { z } from 'zod';

/** The place in a sorted list after which the next page begins: the sort key's values of its row. */
export type Place = (string | number | null)[];

/** A place as an opaque word for the URL. */
export function encodeCursor(values: Place): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * The place a word stands for, of the shape that the list asks for; null for a word that we did not
 * write for it: the list starts anew.
 */
export function decodeCursor<Shape>(word: string | null, shape: z.ZodType<Shape>): Shape | null {
  if (word === null) return null;
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(word, 'base64url').toString()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // Not JSON, so not a word of ours.
  }
}
