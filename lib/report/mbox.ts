const SEPARATOR = Buffer.from('\nFrom ');

/** Whether the bytes are a mbox: it begins with a separator line, as no mail does. */
export function isMbox(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === 'From ';
}

/** The mails of a mbox (RFC 4155), each a view of the same memory, one after the other. */
export function* splitMbox(bytes: Uint8Array): Generator<Uint8Array> {
  const mbox = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 0;
  for (let at = mbox.indexOf(SEPARATOR); at !== -1; at = mbox.indexOf(SEPARATOR, at + 1)) {
    if (!isSeparator(mbox, at)) continue;
    yield mbox.subarray(start, at + 1);
    start = at + 1;
  }
  if (start < mbox.length) yield mbox.subarray(start);
}

/** A separator follows a blank line and ends in a time and a year; a sentence does not. */
function isSeparator(mbox: Buffer, at: number) {
  const before = mbox.subarray(Math.max(0, at - 2), at + 1).toString('latin1');
  const line =
    mbox
      .subarray(at + 1, at + 200)
      .toString('latin1')
      .split(/\r?\n/, 1)[0] ?? '';
  return /\n\r?\n$/.test(before) && /^From \S+ .*\d:\d\d.*\d{4}/.test(line);
}
