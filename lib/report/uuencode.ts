/** A file that is written into a text. */
export type WrittenFile = { name: string; bytes: Uint8Array };

const BEGIN = /^begin [0-7]{3,4} (.{1,255})\n/gm;

/** The uuencoded files of a text (POSIX.1 `uuencode`): how files were mailed before MIME. */
export function* uuencodedFiles(text: string, most: number): Generator<WrittenFile> {
  let found = 0;
  let end = 0;
  for (const { 0: line, 1: name = '', index } of text.matchAll(BEGIN)) {
    if (index < end) continue;
    const start = index + line.length;
    end = text.indexOf('\nend', start - 1);
    if (end === -1 || found === most) return;
    found += 1;
    yield { name, bytes: Buffer.concat(text.slice(start, end).split('\n').map(decodeLine)) };
  }
}

/** A line is its length and then six bits a character, both counted from the blank on. */
function decodeLine(line: string) {
  const groups = Math.ceil((line.length - 1) / 4);
  const bytes = Buffer.alloc(Math.max(groups, 0) * 3);
  for (let group = 0; group < groups; group += 1) {
    let bits = 0;
    for (let at = 1; at <= 4; at += 1) bits = bits * 64 + bitsOf(line, group * 4 + at);
    bytes.writeUIntBE(bits, group * 3, 3);
  }
  return bytes.subarray(0, bitsOf(line, 0));
}

function bitsOf(line: string, at: number) {
  return at < line.length ? (line.charCodeAt(at) - 0x20) & 0x3f : 0;
}
