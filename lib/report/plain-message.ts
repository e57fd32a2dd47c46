import { isUtf8 } from 'node:buffer';
import type { Message, Part } from './message.ts';
import { clipFileName, clipHeader, dateOfHeader, PROSE_LENGTH } from './message-header.ts';
import { readPlainHeader, splitField } from './plain-header.ts';

const MOST_PARTS = 20;
const DEEPEST = 3;
const DELIMITER = '\n--';

const MESSAGE_ID = /^<[^<>\s]*>$/;
/** A type that is none, or a mail's, is not for us to guess about. */
const TYPE = /^(?!message\/)(?:[\w.+-]+\/[\w.+-]+)?$/;
const DISPOSITION = /^(?:inline|attachment)?$/;

type Leaf = { part: Part; isText: boolean };
type Walk = { mail: Buffer; leaves: Leaf[]; parts: number };

/**
 * Reads a mail that is plain by the book, by one walk from delimiter to delimiter (RFC 2046
 * §5.1). Null for any mail about which two readers might disagree: that one is mailparser's. What it
 * does read, it reads as mailparser does (test/report/plain-message.test.ts).
 */
export function readPlainMessage(mail: Buffer): Message | null {
  const top = readPlainHeader(mail, 0);
  if (!top) return null;
  const messageId = top.fields.get('message-id') ?? null;
  if (messageId !== null && !MESSAGE_ID.test(messageId)) return null;
  const walk: Walk = { mail, leaves: [], parts: 0 };
  if (!walkPart(walk, 0, mail.length, 0)) return null;
  const texts = walk.leaves.filter(({ isText }) => isText).map(({ part }) => part);
  return {
    subject: clipHeader(top.fields.get('subject') ?? null),
    from: clipHeader(top.fields.get('from') ?? null),
    messageId: clipHeader(messageId),
    date: dateOfHeader(top.fields.get('date') ?? null),
    parts: walk.leaves.filter(({ isText }) => !isText).map(({ part }) => part),
    texts,
    prose: texts.map(({ bytes }) => `${decode(bytes.subarray(0, PROSE_LENGTH))}\n`).join(''),
  };
}

/** Walks the part between two places; false where it is not plain. */
function walkPart(walk: Walk, start: number, end: number, depth: number): boolean {
  walk.parts += 1;
  if (walk.parts > MOST_PARTS || depth > DEEPEST) return false;
  const header = readPlainHeader(walk.mail, start);
  if (!header || header.body > end) return false;
  const type = splitField(header.fields.get('content-type'));
  const disposition = splitField(header.fields.get('content-disposition'));
  if (!type || !disposition) return false;
  if (!TYPE.test(type.value) || !DISPOSITION.test(disposition.value)) return false;
  const boundary = type.parameters.get('boundary');
  const isMultipart = type.value.startsWith('multipart/');
  if (isMultipart !== (boundary !== undefined)) return false;
  if (boundary !== undefined) return walkParts(walk, boundary, header.body, end, depth);
  const encoding = header.fields.get('content-transfer-encoding')?.toLowerCase() ?? '7bit';
  const bytes = decodeBody(walk.mail.subarray(header.body, end), encoding);
  if (!bytes) return false;
  const name = disposition.parameters.get('filename') ?? type.parameters.get('name');
  const fileName = clipFileName(name);
  const contentType = type.value || 'text/plain';
  const isShown = disposition.value !== 'attachment' && fileName === null;
  const isText = isShown && /^text\/(?:plain|html)$/.test(contentType);
  if (isText && !isPlainText(bytes, type.parameters.get('charset'))) return false;
  walk.leaves.push({ part: { fileName, contentType, bytes }, isText });
  return true;
}

/** Walks the parts between a multipart's delimiters, each of which must be there, on a line of its own. */
function walkParts(walk: Walk, boundary: string, body: number, end: number, depth: number) {
  const { mail } = walk;
  const delimiter = Buffer.from(`${DELIMITER}${boundary}`, 'latin1');
  let start = -1;
  for (let at = mail.indexOf(delimiter, body - 1); at !== -1 && at < end; ) {
    const after = at + delimiter.length;
    const rest = mail.toString('latin1', after, after + 4);
    const partEnd = mail[at - 1] === 0x0d ? at - 1 : at;
    if (start !== -1 && !walkPart(walk, start, partEnd, depth + 1)) return false;
    if (/^--(?:\r?\n|$)/.test(rest)) return start !== -1;
    if (!/^\r?\n/.test(rest)) return false;
    start = mail.indexOf('\n', after) + 1;
    at = mail.indexOf(delimiter, start - 1);
  }
  return false;
}

/** The bytes of a body before they were encoded for the way; null where that is not sure. */
function decodeBody(body: Buffer, encoding: string) {
  switch (encoding) {
    case '7bit':
    case '8bit':
    case 'binary':
      return body;
    case 'base64':
      return decodeBase64(body.toString('latin1'));
    default:
      return null;
  }
}

/** Padding only ends it. One pattern for both would begin anew at every sign of padding. */
function decodeBase64(text: string) {
  const [data = ''] = text.split('=', 1);
  const isPlain = !/[^A-Za-z0-9+/\r\n]/.test(data) && !/[^=\r\n]/.test(text.slice(data.length));
  return isPlain ? Buffer.from(text, 'base64') : null;
}

function isPlainText(bytes: Uint8Array, charset = 'us-ascii') {
  return /^(?:us-ascii|utf-8)$/i.test(charset) && isUtf8(bytes);
}

function decode(bytes: Uint8Array) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
