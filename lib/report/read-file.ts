import { ByteBudget } from './byte-budget.ts';
import { detectFormat, looksLikeMail } from './detect.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { noReportInFile } from './not-a-report.ts';
import { NO_HEADERS, type ReadMail, readMail } from './read-mail.ts';
import { readPart, refusedItem } from './read-part.ts';

/**
 * Reads a file as it is imported or uploaded: a report, an archive, or a mail, whatever its content
 * says. The name only helps where a TLS report does not state its domain. A mbox is to be split first.
 */
export async function readFile(
  name: string,
  bytes: Uint8Array,
  limits: Limits = DEFAULT_LIMITS,
): Promise<ReadMail> {
  // The fields of a failure report look like the headers of a mail, and some are.
  const isMail = looksLikeMail(bytes) && detectFormat(bytes) !== 'failure';
  if (isMail) return readMail(bytes, limits);
  const items = await readPart(name, bytes, limits, new ByteBudget(limits));
  if (items.length === 0) {
    items.push(refusedItem(name, bytes.length, noReportInFile(bytes)));
  }
  return { ...NO_HEADERS, items };
}
