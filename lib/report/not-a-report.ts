import type { Message } from './message.ts';
import type { ReportProblem } from './problem.ts';

/** What a mail without a report is instead, as far as that can be told. */
export function notAReport(message: Message): ReportProblem {
  const { parts, text } = message;
  if (parts.some(({ bytes }) => isOutlookItem(bytes))) return OUTLOOK_ITEM;
  if (parts.some(({ contentType }) => /pkcs7-mime$/.test(contentType))) {
    return unsupported('The mail is wrapped in S/MIME, which is not opened.');
  }
  if (parts.some(({ contentType }) => contentType === 'message/delivery-status')) {
    return notFound('It is a bounce: a delivery status notification.');
  }
  if (/^Report-(?:Date|Domain|ID|Size):/im.test(text) && /^Submitting-URI:/im.test(text)) {
    return notFound('It is an error report of RFC 7489 §7.2.2: a report was too large to be sent.');
  }
  if (parts.length === 0) return notFound('Nothing is attached, and the text is no report.');
  return notFound('None of the attachments is a report.');
}

/** What a file is that holds neither a report nor a mail. */
export function noReportInFile(bytes: Uint8Array): ReportProblem {
  if (isOutlookItem(bytes)) return OUTLOOK_ITEM;
  return notFound(bytes.length === 0 ? 'The file is empty.' : 'It is neither a report nor a mail.');
}

const OUTLOOK_ITEM = unsupported('This is an Outlook item (.msg); save or forward it as .eml.');

/** Compound files: Outlook items and old Office documents. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

function isOutlookItem(bytes: Uint8Array) {
  return COMPOUND_FILE.every((byte, index) => bytes[index] === byte);
}

function unsupported(text: string): ReportProblem {
  return { code: 'report/unsupported', text };
}

function notFound(text: string): ReportProblem {
  return { code: 'report/not-found', text };
}
