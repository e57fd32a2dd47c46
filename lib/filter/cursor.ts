import { z } from 'zod';

/** The place in a sorted list after which the next page begins: the sort key's values of its row. */
const place = z.array(z.union([z.string(), z.number(), z.null()])).max(8);
export type Place = z.infer<typeof place>;

/** A place as an opaque word for the URL. */
export function encodeCursor(values: Place): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The place a word stands for; null for a word that we did not write: the list starts anew. */
export function decodeCursor(word: string | null): Place | null {
  if (word === null) return null;
  try {
    const parsed = place.safeParse(JSON.parse(Buffer.from(word, 'base64url').toString()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // Not JSON, so not a word of ours.
  }
}
