/**
 * A stranger's words inside a sentence of ours: quoted, at most 256 characters, and with control
 * and bidi characters made visible (SECURITY 1, row 19).
 */
export function quoted(text: string): string {
  const cut = text.length > 256 ? `${text.slice(0, 255)}…` : text;
  return `"${cut.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped)}"`;
}

/** A stranger's words without secrets of ours, which some repeat when they refuse them (SECURITY G22). */
export function withheld(text: string, secrets: readonly string[]): string {
  return secrets.reduce((told, secret) => (secret ? told.replaceAll(secret, '•') : told), text);
}

function escaped(character: string) {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
