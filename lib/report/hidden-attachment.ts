/** The base64 of what an attached report begins with: gzip, zip, `<?xml` and `<feedb`. */
const START = /^(?:H4sI|UEsDB|PD94|PGZlZWRi)/gm;
const SHORTEST = 64;

/**
 * Attachments that a fault in the headers hides: Microsoft once folded a header at column 0, which
 * ends the header for every parser and makes the attachment a text. They are found by the run of
 * base64 itself.
 */
export function* hiddenAttachments(raw: Uint8Array, most: number): Generator<Uint8Array> {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
  let found = 0;
  let end = 0;
  for (const { index } of text.matchAll(START)) {
    if (index < end) continue;
    end = endOfRun(raw, index);
    if (end - index < SHORTEST) continue;
    found += 1;
    if (found > most) return;
    yield Buffer.from(text.slice(index, end), 'base64');
  }
}

/** A loop, not a pattern: a regular expression keeps a stack, and a run may have 25 MiB. */
function endOfRun(raw: Uint8Array, start: number) {
  let at = start;
  while (at < raw.length && IN_RUN.has(raw[at] ?? 0)) at += 1;
  return at;
}

const IN_RUN = new Set(
  Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n'),
);
