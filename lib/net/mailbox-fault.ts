import { AppError, type ErrorCode } from '#lib/errors';
import type { MailboxWhy } from '#lib/mailbox-why';
import { plainFault } from '#lib/words/plain-english';

type Saying = {
  why: MailboxWhy;
  values?: Record<string, string | number>;
  /** What the other side said of it, as it may be quoted; empty where it said nothing. */
  says?: string;
  cause?: unknown;
  retryAfterMs?: number | null;
};

/**
 * Why a mailbox cannot be read: in English for logs and the command line, and by name and values for
 * pages, which say it in the viewer's language.
 */
export function mailboxFault(code: ErrorCode, { why, values = {}, says, ...rest }: Saying) {
  const text = plainFault(why, values);
  return new AppError(code, {
    ...rest,
    detail: says ? plainFault('says', { text, says }) : text,
    reason: { why, values, ...(says && { says }) },
  });
}
