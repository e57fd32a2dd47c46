/** What a receiving server wrote about DMARC into a mail (RFC 8601 §2.2). */
export type AuthenticationResults = {
  authservId: string;
  /** pass, fail, none, temperror or permerror; `none` where it says nothing of DMARC. */
  dmarc: string;
  headerFrom: string | null;
};

const AT_MOST = 256 * 1024;

/**
 * The topmost Authentication-Results of a mail whose authserv-id is one of `trusted`. The topmost,
 * since the mailbox's own server writes above everything that came with the mail, and a sender may
 * have written any of those below (RFC 8601 §5). Null when there is none.
 */
export function readAuthenticationResults(
  raw: Uint8Array,
  trusted: readonly string[],
): AuthenticationResults | null {
  if (trusted.length === 0) return null;
  const names = trusted.map((id) => id.toLowerCase());
  for (const value of headerValues(raw, 'authentication-results')) {
    const parsed = parseAuthenticationResults(value);
    if (parsed && names.includes(parsed.authservId)) return parsed;
  }
  return null;
}

/** Parses the value of one field: `authserv-id [version]; method=result property=value …; …`. */
export function parseAuthenticationResults(value: string): AuthenticationResults | null {
  const [head, ...results] = withoutComments(value).split(';');
  const authservId = head?.trim().split(/\s+/)[0]?.toLowerCase();
  if (!authservId) return null;
  const dmarc = results
    .map((text) => text.trim())
    .find((text) => /^dmarc(?:\/\d+)?\s*=/i.test(text));
  return {
    authservId,
    dmarc: /^[^=]+=\s*([a-z]+)/i.exec(dmarc ?? '')?.[1]?.toLowerCase() ?? 'none',
    headerFrom: /\bheader\.from\s*=\s*"?([^\s";]+)/i.exec(dmarc ?? '')?.[1]?.toLowerCase() ?? null,
  };
}

/** The values of a header field, unfolded, from the top of a mail. */
function headerValues(raw: Uint8Array, name: string): string[] {
  const head = Buffer.from(raw.subarray(0, AT_MOST)).toString('latin1').replace(/\r\n/g, '\n');
  const end = head.indexOf('\n\n');
  const lines = (end < 0 ? head : head.slice(0, end)).replace(/\n[ \t]+/g, ' ').split('\n');
  const prefix = `${name.toLowerCase()}:`;
  return lines
    .filter((line) => line.slice(0, prefix.length).toLowerCase() === prefix)
    .map((line) => line.slice(prefix.length).trim());
}

/** Comments may nest (RFC 5322 §3.2.2), and one may hold a forged result. */
function withoutComments(value: string) {
  let depth = 0;
  let text = '';
  for (const character of value) {
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) text += character;
  }
  return text;
}
