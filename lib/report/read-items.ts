import { ok } from '#lib/result';
import { memberPath } from './archive-entry.ts';
import { ByteBudget } from './byte-budget.ts';
import { isCms, openCms } from './cms.ts';
import { detectFormat, looksLikeMail } from './detect.ts';
import type { Deviation } from './deviation.ts';
import { isFailureReport } from './failure.ts';
import { hiddenAttachments } from './hidden-attachment.ts';
import { exceeds, type Limits } from './limits.ts';
import { isMbox, splitMbox } from './mbox.ts';
import { type Message, readMessage } from './message.ts';
import { fileWithoutReport, mailWithoutReport } from './not-a-report.ts';
import type { ReportProblem } from './problem.ts';
import type { ReadItem } from './read-mail.ts';
import { readFailureMail, readReport, refusedItem } from './read-report.ts';
import { type ReportFile, unpack } from './unpack.ts';
import { uuencodedFiles } from './uuencode.ts';

/** What is shared while one mail or file is read, and how deep in mails within mails it is. */
export type Reading = {
  limits: Limits;
  budget: ByteBudget;
  depth: number;
  /** Why what was passed over holds no report, for when nothing else is found. */
  passedOver: ReportProblem[];
};

/** Starts to read a mail or a file. */
export function newReading(limits: Limits): Reading {
  return { limits, budget: new ByteBudget(limits), depth: 0, passedOver: [] };
}

/** The reports of a mail: attached, inline, written into the text, or hidden by a broken header. */
export async function itemsOfMail(
  raw: Uint8Array,
  message: Message,
  reading: Reading,
): Promise<ReadItem[]> {
  if (isFailureReport(message)) return [await readFailureMail(message, reading.limits)];
  for (const search of [itemsAttached, itemsWritten, itemsHidden]) {
    const items = await search(message, reading, raw);
    if (items.length > 0) return items;
  }
  reading.passedOver.push(mailWithoutReport(message));
  return [];
}

/**
 * The reports of one attachment or file, packed or plain, or wrapped in a mail. Empty when it holds
 * none: a logo is no fault of a mail. `noted` is what deviates about how the bytes were found.
 */
export async function itemsOfBytes(
  fileName: string | null,
  bytes: Uint8Array,
  reading: Reading,
  noted: readonly Deviation[] = [],
): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  for (const file of await unpack(bytes, reading.limits, reading.budget)) {
    const deviations = [...noted, ...file.deviations];
    items.push(...(await itemsOfFile(fileName, { ...file, deviations }, reading)));
  }
  return items;
}

/** The reports of all mails of a mbox; a mail without one is passed over. */
export async function itemsOfMbox(bytes: Uint8Array, reading: Reading): Promise<ReadItem[]> {
  const { limits } = reading;
  const items: ReadItem[] = [];
  let mails = 0;
  for (const mail of splitMbox(bytes)) {
    mails += 1;
    if (mails > limits.mimeParts) {
      items.push(refusedItem(null, bytes.length, exceeds('mimeParts', limits)));
      break;
    }
    items.push(...(await itemsOfInnerMail(mail, reading)));
  }
  return items;
}

async function itemsAttached({ parts }: Message, reading: Reading) {
  const { limits } = reading;
  const items: ReadItem[] = [];
  for (const { fileName, contentType, bytes } of parts) {
    if (items.length >= limits.reportParts) {
      items.push(refusedItem(null, 0, exceeds('reportParts', limits)));
      break;
    }
    const isMail = contentType === 'message/rfc822';
    items.push(
      ...(await (isMail
        ? itemsOfInnerMail(bytes, reading)
        : itemsOfBytes(fileName, bytes, reading))),
    );
  }
  return items;
}

/** A report pasted into the mail: a text that is no document is a text, and no fault of the mail. */
async function itemsWritten({ texts }: Message, reading: Reading) {
  const items: ReadItem[] = [];
  for (const { bytes } of texts) {
    const kind = detectFormat(bytes);
    if (kind && DOCUMENT.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))) {
      items.push(...(await itemsOfBytes(null, bytes, reading)));
    }
    for (const file of uuencodedFiles(bytes, reading.limits.reportParts)) {
      items.push(...(await itemsOfBytes(file.name, file.bytes, reading)));
    }
  }
  return items;
}

const DOCUMENT = /^\s*(?:<\?xml|<feedback|\{)/;

async function itemsHidden(_: Message, reading: Reading, raw: Uint8Array) {
  const items: ReadItem[] = [];
  for (const bytes of hiddenAttachments(raw, reading.limits.reportParts)) {
    const hidden = [{ code: 'attachment-hidden', detail: 'by a broken header', count: 1 }];
    items.push(...(await itemsOfBytes(null, bytes, reading, hidden)));
  }
  return items;
}

async function itemsOfFile(
  fileName: string | null,
  { member, content, deviations }: ReportFile,
  reading: Reading,
): Promise<ReadItem[]> {
  if (!content.ok) return [{ ...refusedItem(fileName, 0, content.error), member }];
  const bytes = content.value;
  const kind = detectFormat(bytes);
  if (kind !== 'failure' && looksLikeMail(bytes)) {
    const items = await (isMbox(bytes) ? itemsOfMbox : itemsOfInnerMail)(bytes, reading);
    return items.map((item) => ({ ...item, member: memberPath(member, item.member) }));
  }
  if (isCms(bytes)) return itemsOfCms(fileName, bytes, reading);
  if (kind === null) {
    reading.passedOver.push(fileWithoutReport(bytes));
    return [];
  }
  const read = await readReport(kind, fileName ?? member, bytes, reading.limits);
  const outcome = read.ok
    ? ok({ ...read.value, deviations: [...deviations, ...read.value.deviations] })
    : read;
  return [{ fileName, member, kind, size: bytes.length, outcome }];
}

async function itemsOfCms(fileName: string | null, bytes: Uint8Array, reading: Reading) {
  const opened = openCms(bytes);
  if (!opened.ok) return [refusedItem(fileName, bytes.length, opened.error)];
  return opened.value ? itemsOfInnerMail(opened.value, reading) : [];
}

async function itemsOfInnerMail(bytes: Uint8Array, reading: Reading): Promise<ReadItem[]> {
  const { limits, depth } = reading;
  if (depth === limits.mailDepth) {
    return [refusedItem(null, bytes.length, exceeds('mailDepth', limits))];
  }
  const message = await readMessage(bytes, limits);
  if (!message.ok) return [refusedItem(null, bytes.length, message.error)];
  return itemsOfMail(bytes, message.value, { ...reading, depth: depth + 1 });
}
