import { ByteBudget } from './byte-budget.ts';
import { looksLikeMail } from './detect.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
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
  if (looksLikeMail(bytes)) return readMail(bytes, limits);
  const items = await readPart(name, bytes, limits, new ByteBudget(limits));
  if (items.length === 0) {
    const text = bytes.length === 0 ? 'The file is empty.' : 'It is neither a report nor a mail.';
    items.push(refusedItem(name, bytes.length, { code: 'report/not-found', text }));
  }
  return { ...NO_HEADERS, items };
}
