import type { ConnectionOptions } from 'node:tls';
import { ImapFlow } from 'imapflow';
import { isLoopback } from '#lib/loopback';
import { limitTalk, withAllowance } from './imap-allowance.ts';
import type { ImapConfig } from './imap-config.ts';
import { isLoginRefusal, mailboxError, rememberFaults, rootOf } from './imap-error.ts';
import { ImapLog, keepRefusals } from './imap-log.ts';
import { mailboxFault } from './mailbox-fault.ts';
import { accessToken, forgetToken, hasOauth } from './oauth-token.ts';

const MIB = 2 ** 20;

/**
 * What a hostile server may make us hold (SECURITY 2.5): without these one line, literal or answer
 * of its own choosing takes gigabytes. A literal is a mail of at most MAX_MAIL_BYTES, and its frame.
 */
function limits(maxMailBytes: number) {
  const maxLiteralSize = maxMailBytes + MIB;
  return {
    maxLineLength: 8 * MIB,
    maxLiteralSize,
    maxResponseSize: maxLiteralSize + 10 * MIB,
    maxResponseTokens: 100_000,
  };
}

/** The patience with a server that is slow to open, and one that falls silent. */
const TIMEOUTS = { connectionTimeout: 30_000, greetingTimeout: 16_000, socketTimeout: 120_000 };

/**
 * Logs in, or throws `mailbox/refused` or `mailbox/unreachable` in words that name the remedy. An access
 * token that was good and is refused is asked for once more: it may have been withdrawn.
 */
export async function connectImap(
  config: ImapConfig,
  maxMailBytes: number,
  signal?: AbortSignal,
): Promise<ImapFlow> {
  refuseCleartext(config);
  if (!hasOauth(config))
    return await logIn(config, { pass: config.password }, maxMailBytes, signal);
  const token = await accessToken(config, signal);
  try {
    return await logIn(config, { accessToken: token.value }, maxMailBytes, signal);
  } catch (error) {
    if (!isLoginRefusal(error)) throw error;
    forgetToken(config);
    if (token.isFresh) throw error;
    const { value } = await accessToken(config, signal);
    return await logIn(config, { accessToken: value }, maxMailBytes, signal);
  }
}

async function logIn(
  config: ImapConfig,
  proof: { pass: string } | { accessToken: string },
  maxMailBytes: number,
  signal?: AbortSignal,
): Promise<ImapFlow> {
  const logger = new ImapLog();
  const client = new ImapFlow({
    host: config.host,
    port: config.port,
    secure: config.tls === 'implicit',
    // Never left open: by default a stripped STARTTLS makes the client send the password in clear.
    ...(config.tls !== 'implicit' && { doSTARTTLS: config.tls === 'starttls' }),
    auth: { user: config.username, ...proof },
    tls: tlsOptions(config),
    clientInfo: { name: 'ruascope' },
    disableAutoIdle: true,
    disableCompression: true,
    logger,
    ...TIMEOUTS,
    ...limits(maxMailBytes),
  });
  rememberFaults(client);
  keepRefusals(client, logger);
  limitTalk(client, logger);
  const hangUp = () => client.close();
  signal?.addEventListener('abort', hangUp);
  try {
    await withAllowance(client, () => client.connect());
  } catch (cause) {
    client.close();
    const secret = 'pass' in proof ? proof.pass : proof.accessToken;
    throw mailboxError(rootOf(client, cause), { ...config, secret });
  } finally {
    signal?.removeEventListener('abort', hangUp);
  }
  return client;
}

/** Logs out; a server that no longer answers is left without a word. */
export async function disconnectImap(client: ImapFlow): Promise<void> {
  const patience = setTimeout(() => client.close(), 5_000);
  await client.logout().catch(() => client.close());
  clearTimeout(patience);
}

/** TLS of 1.2 or later, always verified; an own authority is trusted in place of the usual ones. */
export function tlsOptions(config: Pick<ImapConfig, 'caPem'>): ConnectionOptions {
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...(config.caPem && { ca: config.caPem }),
  };
}

/** Refuses `none` to any host but this machine: the password would travel in clear. */
export function refuseCleartext(config: Pick<ImapConfig, 'tls' | 'host'>): void {
  if (config.tls !== 'none' || isLoopback(config.host)) return;
  throw mailboxFault('config/invalid', { why: 'clearPassword', values: { host: config.host } });
}
