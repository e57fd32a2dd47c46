import type { Readable } from 'node:stream';
import { type AttachmentStream, type Headers, MailParser, type MessageText } from 'mailparser';
import { err, ok, type Result } from '#lib/result';
import { exceeds, type Limits } from './limits.ts';
import { isMbox } from './mbox.ts';
import type { ReportProblem } from './problem.ts';

/** A leaf of a mail that is not its text: whatever its type or disposition, content decides later. */
export type Part = { fileName: string | null; contentType: string; bytes: Uint8Array };

export type Message = {
  subject: string | null;
  /** The From header as text; nothing vouches for it. */
  from: string | null;
  messageId: string | null;
  date: Date | null;
  parts: Part[];
  /** The text bodies, for reports that are written into the mail itself. */
  text: string;
  html: string;
};

/**
 * Reads a mail into its headers and leaves. A mail whose whole body is the archive has one leaf; a
 * mail within a mail is a leaf too, of type message/rfc822, to be read by itself.
 */
export async function readMessage(
  raw: Uint8Array,
  limits: Limits,
): Promise<Result<Message, ReportProblem>> {
  if (raw.length > limits.mailBytes) return err(exceeds('mailBytes', limits));
  const message: Message = { ...NOTHING, parts: [] };
  const parser = new MailParser(optionsOf(limits));
  parser.on('headers', (headers) => readHeaders(headers, message));
  parser.on('headerLines', (lines) => {
    message.date = parseDate(lines.find(({ key }) => key === 'date')?.line ?? '');
  });
  // A mail refused in the middle of a part leaves that part's stream open, and its reader waiting.
  let content: Readable | null = null;
  parser.on('error', (cause) => content?.destroy(cause));
  try {
    parser.end(withUsualLineEnds(raw));
    for await (const data of parser) {
      content = data.type === 'attachment' ? data.content : null;
      await readData(data, message);
    }
    return ok(message);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 200) : 'unknown';
    return err({ code: 'report/unreadable-message', text: `It cannot be read as MIME: ${reason}` });
  }
}

const NOTHING = { subject: null, from: null, messageId: null, date: null, text: '', html: '' };

/**
 * Nothing is rendered, linked or converted: that work costs seconds on hostile HTML and is not wanted.
 * `ignoreEmbedded` is an option of mailsplit that mailparser hands on without typing it.
 */
function optionsOf({ mimeParts }: Limits) {
  return {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    checksumAlgo: false,
    ignoreEmbedded: true,
    keepDeliveryStatus: true,
    maxChildNodes: mimeParts,
  } as const;
}

function readHeaders(headers: Headers, message: Message) {
  message.subject = textOf(headers.get('subject'));
  message.messageId = textOf(headers.get('message-id'));
  const from = headers.get('from');
  message.from = from && typeof from === 'object' && 'text' in from ? textOf(from.text) : null;
}

const HEADER_LENGTH = 998; // RFC 5322 §2.1.1
const FILE_NAME_LENGTH = 255;

function textOf(value: unknown) {
  return typeof value === 'string' && value !== '' ? value.slice(0, HEADER_LENGTH) : null;
}

/** mailparser takes a date that it cannot parse for now; an unknown date must stay unknown. */
function parseDate(line: string) {
  const date = new Date(
    line
      .slice(line.indexOf(':') + 1, HEADER_LENGTH)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return Number.isNaN(date.getTime()) ? null : date;
}

async function readData(data: AttachmentStream | MessageText, message: Message) {
  if (data.type === 'text') {
    message.text = data.text || '';
    message.html = data.html || '';
    return;
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of data.content) if (chunk instanceof Uint8Array) chunks.push(chunk);
  const fileName = data.filename?.slice(0, FILE_NAME_LENGTH) ?? null;
  message.parts.push({ fileName, contentType: data.contentType, bytes: Buffer.concat(chunks) });
  data.release?.();
}

const LF = 0x0a;
const CR = 0x0d;

/**
 * Drops the separator line of a mbox, turns line ends of old Macs (CR alone) into LF, and empties
 * lines of blanks: Lotus Notes exports the line that ends a header with a blank in it.
 */
function withUsualLineEnds(raw: Uint8Array): Buffer {
  const mail = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  if (!mail.includes(LF)) return Buffer.from(mail.map((byte) => (byte === CR ? LF : byte)));
  const start = isMbox(mail) ? mail.indexOf(LF) + 1 : 0;
  if (!mail.includes('\n \n') && !mail.includes('\n \r\n')) return mail.subarray(start);
  const text = mail.toString('latin1', start).replace(/^[ \t]{1,80}(?=\r?$)/gm, '');
  return Buffer.from(text, 'latin1');
}
