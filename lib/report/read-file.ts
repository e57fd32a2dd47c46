import { detectFormat, looksLikeMail } from './detect.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { isMbox, splitMbox } from './mbox.ts';
import { NO_HEADERS } from './no-headers.ts';
import { mostTelling } from './not-a-report.ts';
import { itemsOfBytes, itemsOfMbox, newReading } from './read-items.ts';
import { type ReadMail, readMail } from './read-mail.ts';
import { refusedItem } from './read-report.ts';

/**
 * Reads a file as it is imported or uploaded: a report, an archive, a mail or a mbox, whatever its
 * content says. The name only helps where a TLS report does not state its domain.
 */
export async function readFile(
  name: string,
  bytes: Uint8Array,
  limits: Limits = DEFAULT_LIMITS,
): Promise<ReadMail> {
  if (isMail(bytes)) return readMail(bytes, limits);
  const reading = newReading(limits);
  const items = await (isMbox(bytes)
    ? itemsOfMbox(bytes, reading)
    : itemsOfBytes(name, bytes, reading));
  if (items.length === 0) {
    items.push(refusedItem(name, bytes.length, mostTelling(reading.passedOver)));
  }
  return { ...NO_HEADERS, items };
}

/** The fields of a failure report look like a mail's headers, and a mbox may hold a single mail. */
function isMail(bytes: Uint8Array) {
  if (detectFormat(bytes) === 'failure') return false;
  return isMbox(bytes) ? isSingle(splitMbox(bytes)) : looksLikeMail(bytes);
}

function isSingle(mails: Iterator<Uint8Array>) {
  mails.next();
  return mails.next().done === true;
}
