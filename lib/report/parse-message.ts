import type { Readable } from 'node:stream';
import { type AttachmentStream, type HeaderLines, type Headers, MailParser } from 'mailparser';
import { err, ok, type Result } from '#lib/result';
import { exceeds, type Limits } from './limits.ts';
import type { Message, Part } from './message.ts';
import { clipFileName, clipHeader, dateOfHeader, PROSE_LENGTH } from './message-header.ts';
import type { ReportProblem } from './problem.ts';

/** Reads any mail by mailparser, which knows every charset, encoding and way to split a name. */
export async function parseMessage(
  mail: Buffer,
  limits: Limits,
): Promise<Result<Message, ReportProblem>> {
  const message: Message = { ...NOTHING, parts: [], texts: [] };
  const parser = new MailParser(optionsOf(limits));
  let from: ReturnType<Headers['get']>;
  parser.on('headers', (headers) => {
    from = headers.get('from');
    message.subject = textOf(headers.get('subject'));
    message.messageId = textOf(headers.get('message-id'));
  });
  parser.on('headerLines', (lines) => {
    message.date = dateOfHeader(written(lines, 'date'));
    message.from = senderOf(from, written(lines, 'from'));
  });
  // A mail refused in the middle of a part leaves that part's stream open, and its reader waiting.
  let content: Readable | null = null;
  parser.on('error', (cause) => content?.destroy(cause));
  try {
    parser.end(mail);
    for await (const data of parser) {
      content = data.type === 'attachment' ? data.content : null;
      if (data.type === 'text') addTexts(data, message);
      else message.parts.push(await readPart(data));
    }
    return ok(message);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 200) : 'unknown';
    if (reason === TOO_MANY_PARTS) return err(exceeds('mimeParts', limits));
    return err({ code: 'report/unreadable-message', text: `It cannot be read as MIME: ${reason}` });
  }
}

/** mailsplit says so of `maxChildNodes`. */
const TOO_MANY_PARTS = 'Max allowed child nodes exceeded';

const NOTHING = { subject: null, from: null, messageId: null, date: null, prose: '' };

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

/** A field without its name and without what folds it. */
function written(lines: HeaderLines, name: string) {
  const line = lines.find(({ key }) => key === name)?.line ?? '';
  return line.slice(line.indexOf(':') + 1).replace(/\r?\n/g, '');
}

/** As it was written, unless words of it are encoded. */
function senderOf(from: ReturnType<Headers['get']>, written: string) {
  if (!written.includes('=?')) return clipHeader(written);
  return from && typeof from === 'object' && 'text' in from ? textOf(from.text) : null;
}

function textOf(value: unknown) {
  return typeof value === 'string' ? clipHeader(value) : null;
}

/** mailparser joins the texts of a mail by their kind. */
function addTexts({ text, html }: { text?: string; html?: string | boolean }, message: Message) {
  for (const [contentType, shown] of [
    ['text/plain', text],
    ['text/html', html],
  ] as const) {
    if (typeof shown !== 'string' || shown === '') continue;
    message.texts.push({ fileName: null, contentType, bytes: Buffer.from(shown) });
    message.prose += `${shown.slice(0, PROSE_LENGTH)}\n`;
  }
}

async function readPart(data: AttachmentStream): Promise<Part> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of data.content) if (chunk instanceof Uint8Array) chunks.push(chunk);
  data.release?.();
  const fileName = clipFileName(data.filename || undefined);
  return { fileName, contentType: data.contentType, bytes: Buffer.concat(chunks) };
}
