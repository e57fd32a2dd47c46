import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { putMailbox } from '#lib/store/mailbox';
import { type NewMailbox, newMailbox } from '#lib/store/mailbox-schema';

const NAME = 'env';

/** Keeps the mailbox that MAILBOX_URL names, as `env`; without the variable nothing happens. */
export async function keepEnvMailbox(): Promise<void> {
  const { MAILBOX_URL: url, MAILBOX_PASSWORD: password } = env();
  if (!url) return;
  await putMailbox(SYSTEM_VIEWER, parseMailboxUrl(url, password));
}

/**
 * Reads `imaps://user@host:993/INBOX`, or `imap://` for STARTTLS (without TLS on this machine
 * itself); the password comes from MAILBOX_PASSWORD, `?after=` and `?after-failure=` name the
 * after-actions.
 */
export function parseMailboxUrl(text: string, password: string | undefined): NewMailbox {
  const url = URL.canParse(text) ? new URL(text) : refuse('is no URL.');
  const implicit = url.protocol === 'imaps:';
  const parsed = newMailbox.safeParse({
    name: NAME,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port || (implicit ? 993 : 143),
    tls: url.searchParams.get('tls') ?? (implicit ? 'implicit' : 'starttls'),
    username: decodeURIComponent(url.username),
    password: password ?? decodeURIComponent(url.password),
    folder: decodeURIComponent(url.pathname.slice(1)) || undefined,
    afterSuccess: url.searchParams.get('after') ?? undefined,
    afterFailure: url.searchParams.get('after-failure') ?? undefined,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return refuse(`has a wrong part: ${issue?.path.join('.')} ${issue?.message}`);
}

function refuse(what: string): never {
  throw new AppError('config/invalid', {
    detail: `MAILBOX_URL ${what} It should look like imaps://user@host:993/INBOX, with MAILBOX_PASSWORD_FILE.`,
  });
}
