/** What failed (RFC 6591 §3.2.1, RFC 9991 §3.2), by the reporter's word in lower case. */
export const AUTH_FAILURES: Readonly<Record<string, string>> = {
  dmarc: 'DMARC failed',
  spf: 'SPF failed',
  signature: 'Signature broken',
  bodyhash: 'Body changed',
  revoked: 'Key was revoked',
  adsp: 'ADSP failed',
};

/** What became of the mail (RFC 6591 §3.2.2). */
export const DELIVERY_RESULTS: Readonly<Record<string, string>> = {
  delivered: 'Delivered',
  spam: 'Spam folder',
  policy: 'Held back',
  reject: 'Rejected',
  other: 'Something else',
};

/** A word of a closed list in words for people; another one as the reporter wrote it. */
export function wordOf(words: Readonly<Record<string, string>>, raw: string | null): string | null {
  return raw === null ? null : (words[raw.toLowerCase()] ?? raw);
}
