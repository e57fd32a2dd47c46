/** Several values in one cell, as `d=example.com;s=s1;r=pass|d=esp.example;s=k1;r=pass` (PRODUCT 4.1). */
export function multiValue(items: readonly Readonly<Record<string, string | null>>[]): string {
  const parts = items.map((item) =>
    Object.entries(item)
      .map(([name, value]) => `${name}=${escaped(value ?? '')}`)
      .join(';'),
  );
  return parts.join('|');
}

/** Several words in one cell, as `mailing_list|local_policy`; one without a value stays a gap. */
export function wordList(words: readonly (string | null)[]): string {
  return words.map((word) => escaped(word ?? '')).join('|');
}

/** A separator inside a value has a backslash before it, and so has a backslash. */
function escaped(text: string) {
  return text.replace(/[\\|;]/g, '\\$&');
}
