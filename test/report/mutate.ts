import type { Dice } from '#lib/demo/random';

type Mutation = (bytes: Buffer, dice: Dice, others: readonly Buffer[]) => Buffer;

/** Bytes changed in one to four places, as a fault on the way or an enemy would change them. */
export function mutate(bytes: Buffer, dice: Dice, others: readonly Buffer[]): Buffer {
  let changed: Buffer = Buffer.from(bytes);
  for (let n = dice.whole(1, 4); n > 0; n -= 1) {
    changed = pick(dice, MUTATIONS)(changed, dice, others);
  }
  return changed.subarray(0, LONGEST);
}

/** One of a list. */
export function pick<T>(dice: Dice, list: readonly T[]): T {
  const item = list[dice.whole(0, list.length - 1)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}

const LONGEST = 256 * 1024;

const MUTATIONS: readonly Mutation[] = [
  flipBits,
  writeWord,
  writeNumber,
  insertWord,
  cut,
  leaveOut,
  repeat,
  swapIn,
];

/** What readers of mails, archives and documents take for more than bytes. */
const WORDS = [
  ...['\r\n', '\r', '\n\n', '\n ', '\0', '\n--', '--cut--', '=?utf-8?q?', '=\r\n', '; name*0*='],
  ...['Content-Type: multipart/mixed; boundary=""\n\n', 'Content-Transfer-Encoding: base64\n'],
  ...['<', '>', '</', '/>', '&', '&amp;', '&#0;', '<!--', '-->', '<![CDATA[', ']]>', '<?x', '?>'],
  ...['<!DOCTYPE x [', 'xmlns:a=""', '<a:auth_results>', '</auth_results >', '<record>', '<dkim/>'],
  ...['{', '}', '[', ']', '"', '\\u0000', '\\ud800', '1e999', '-1', 'null', '__proto__'],
  ...[
    'PK\u0003\u0004',
    'PK\u0001\u0002',
    'PK\u0005\u0006',
    '\u001f\u008b\u0008',
    'From a 1:00 2025\n',
  ],
  ...[
    'begin 644 a\n',
    '\nend',
    '0\u0080',
    '\ufeff',
    '\u00ff\u00fe',
    'H4sI',
    'ustar',
    '\u00e9',
    '9'.repeat(400),
  ],
];

function flipBits(bytes: Buffer, dice: Dice) {
  for (let n = dice.whole(1, 8); n > 0 && bytes.length > 0; n -= 1) {
    const at = dice.whole(0, bytes.length - 1);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.whole(0, 7));
  }
  return bytes;
}

function writeWord(bytes: Buffer, dice: Dice) {
  bytes.write(pick(dice, WORDS), placeIn(bytes, dice), 'latin1');
  return bytes;
}

/** Where a length or an offset may stand: nothing, everything, and just beyond. */
function writeNumber(bytes: Buffer, dice: Dice) {
  const number = pick(dice, [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff]);
  const at = placeIn(bytes, dice);
  if (at + 4 <= bytes.length) bytes.writeUInt32LE(number, at);
  return bytes;
}

function insertWord(bytes: Buffer, dice: Dice) {
  return insert(bytes, placeIn(bytes, dice), Buffer.from(pick(dice, WORDS), 'latin1'));
}

function cut(bytes: Buffer, dice: Dice) {
  return bytes.subarray(0, placeIn(bytes, dice));
}

function leaveOut(bytes: Buffer, dice: Dice) {
  const [from, to] = rangeIn(bytes, dice);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
}

function repeat(bytes: Buffer, dice: Dice) {
  const [from, to] = rangeIn(bytes, dice);
  const piece = bytes.subarray(from, to);
  return insert(bytes, to, Buffer.concat(Array.from({ length: dice.whole(1, 50) }, () => piece)));
}

function swapIn(bytes: Buffer, dice: Dice, others: readonly Buffer[]) {
  const other = pick(dice, others);
  const [from, to] = rangeIn(other, dice);
  return insert(bytes, placeIn(bytes, dice), other.subarray(from, to));
}

function insert(bytes: Buffer, at: number, piece: Buffer) {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

function placeIn(bytes: Buffer, dice: Dice) {
  return dice.whole(0, bytes.length);
}

function rangeIn(bytes: Buffer, dice: Dice): [from: number, to: number] {
  const from = placeIn(bytes, dice);
  return [from, Math.min(bytes.length, from + dice.whole(1, 400))];
}
