/** What failed (RFC 6591 §3.2.1, RFC 9991 §3.2), by the reporter's word in lower case. */
export const AUTH_FAILURES = ['dmarc', 'spf', 'signature', 'bodyhash', 'revoked', 'adsp'] as const;

/** What became of the mail (RFC 6591 §3.2.2). */
export const DELIVERY_RESULTS = ['delivered', 'spam', 'policy', 'reject', 'other'] as const;

/** A reporter's word if it is one of a closed list, however it is spelt. */
export function knownWord<Word extends string>(
  words: readonly Word[],
  raw: string | null,
): Word | null {
  return words.find((word) => word === raw?.toLowerCase()) ?? null;
}
