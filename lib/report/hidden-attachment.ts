/** The base64 of what an attached report begins with: gzip, zip, `<?xml` and `<feedb`. */
const RUN = /^(?:H4sI|UEsDB|PD94|PGZlZWRi)[A-Za-z\d+/=\r\n]{64,}/gm;

/**
 * Attachments that a fault in the headers hides: Microsoft once folded a header at column 0, which
 * ends the header for every parser and makes the attachment a text. They are found by the base64 run
 * itself.
 */
export function* hiddenAttachments(raw: Uint8Array, most: number): Generator<Uint8Array> {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
  let found = 0;
  for (const [run] of text.matchAll(RUN)) {
    found += 1;
    if (found > most) return;
    yield Buffer.from(run, 'base64');
  }
}
