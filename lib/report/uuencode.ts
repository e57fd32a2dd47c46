/** A file that is written into a text. */
export type WrittenFile = { name: string; bytes: Uint8Array };

const BEGIN = /^begin [0-7]{3,4} (.{1,255}?)\r?\n/gm;

/** The uuencoded files of a text (POSIX.1 `uuencode`): how files were mailed before MIME. */
export function* uuencodedFiles(bytes: Uint8Array, most: number): Generator<WrittenFile> {
  const mail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!mail.includes('begin ')) return;
  const text = mail.toString('latin1');
  let found = 0;
  let end = 0;
  for (const { 0: line, 1: name = '', index } of text.matchAll(BEGIN)) {
    if (index < end) continue;
    const start = index + line.length;
    end = text.indexOf('\nend', start - 1);
    if (end === -1 || found === most) return;
    found += 1;
    yield { name, bytes: decodeLines(text, start, end) };
  }
}

function decodeLines(text: string, start: number, end: number) {
  const bytes = Buffer.alloc(end - start + 3);
  let length = 0;
  let at = start;
  while (at < end) {
    const next = text.indexOf('\n', at) + 1;
    length += decodeLine(text.slice(at, next), bytes.subarray(length));
    at = next;
  }
  return bytes.subarray(0, length);
}

/** A line is its length and then six bits a character, both counted from the blank on. */
function decodeLine(line: string, bytes: Buffer) {
  let length = 0;
  for (let at = 1; line.charCodeAt(at) >= BLANK; at += 4) {
    let bits = 0;
    for (let n = at; n < at + 4; n += 1) bits = bits * 64 + sixBits(line, n);
    bytes.writeUIntBE(bits, length, 3);
    length += 3;
  }
  return Math.min(length, sixBits(line, 0));
}

const BLANK = 0x20;

/** Beyond the end of a line that was cut stand zeros. */
function sixBits(line: string, at: number) {
  const code = line.charCodeAt(at);
  return code >= BLANK ? (code - BLANK) & 0x3f : 0;
}
