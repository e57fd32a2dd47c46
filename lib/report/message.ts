import { err, ok, type Result } from '#lib/result';
import { exceeds, type Limits } from './limits.ts';
import { isMbox } from './mbox.ts';
import { readPlainMessage } from './plain-message.ts';
import type { ReportProblem } from './problem.ts';

/** A leaf of a mail: whatever its type or disposition, content decides later. */
export type Part = { fileName: string | null; contentType: string; bytes: Uint8Array };

export type Message = {
  subject: string | null;
  /** The From header as text; nothing vouches for it. */
  from: string | null;
  messageId: string | null;
  date: Date | null;
  /** What is attached, or named, or no text. */
  parts: Part[];
  /** What people see as the mail, which may be a report, or hold one that was written into it. */
  texts: Part[];
  /** The beginning of the texts, for what is told in prose. */
  prose: string;
};

/**
 * Reads a mail into its headers and leaves. A mail whose whole body is the archive has one leaf; a
 * mail within a mail is a leaf too, of type message/rfc822, to be read by itself. A plain mail is
 * read by a walk over its bytes; all others are mailparser's.
 */
export async function readMessage(
  raw: Uint8Array,
  limits: Limits,
): Promise<Result<Message, ReportProblem>> {
  if (raw.length > limits.mailBytes) return err(exceeds('mailBytes', limits));
  const mail = withUsualLineEnds(raw);
  const plain = readPlainMessage(mail);
  if (plain) return ok(plain);
  // Loaded only for a mail that needs it: mailparser takes more memory than most mails.
  const { parseMessage } = await import('./parse-message.ts');
  return parseMessage(mail, limits);
}

const LF = 0x0a;
const CR = 0x0d;

/**
 * Drops the separator line of a mbox, turns line ends of old Macs (CR alone) into LF, and empties
 * lines of blanks: Lotus Notes exports the line that ends a header with a blank in it.
 */
function withUsualLineEnds(raw: Uint8Array): Buffer {
  const mail = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  if (!mail.includes(LF)) return withLineFeeds(mail);
  const start = isMbox(mail) ? mail.indexOf(LF) + 1 : 0;
  if (!mail.includes('\n \n') && !mail.includes('\n \r\n')) return mail.subarray(start);
  const text = mail.toString('latin1', start).replace(/^[ \t]{1,80}(?=\r?$)/gm, '');
  return Buffer.from(text, 'latin1');
}

function withLineFeeds(mail: Buffer) {
  const copy = Buffer.from(mail);
  for (let at = copy.indexOf(CR); at !== -1; at = copy.indexOf(CR, at + 1)) copy[at] = LF;
  return copy;
}
