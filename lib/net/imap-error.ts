import type { ImapFlow } from 'imapflow';
import { AppError, isAppError } from '#lib/errors';
import { type Allowance, withAllowance } from './imap-allowance.ts';
import type { ImapConfig } from './imap-config.ts';
import {
  backoffOf,
  type Fault,
  faultOf,
  isPassing,
  isThrottled,
  serverSays,
} from './imap-fault.ts';
import { quoted } from './quoted.ts';

type Place = Pick<ImapConfig, 'host' | 'port' | 'folder' | 'oauth'>;

/** Runs commands of an open connection within their allowance; what they throw comes out as words. */
export async function inWords<T>(
  client: ImapFlow,
  commands: () => Promise<T>,
  allowance: Allowance = {},
): Promise<T> {
  try {
    return await withAllowance(client, commands, allowance);
  } catch (cause) {
    throw mailboxError(rootOf(client, cause), placeOf(client));
  }
}

/** Where a connection leads to. */
export function placeOf(client: ImapFlow): Place {
  const folder = client.mailbox ? client.mailbox.path : '';
  return { host: client.host, port: client.port, folder };
}

/** Remembers why a connection is given up: the command in flight learns only that it is gone. */
export function rememberFaults(client: ImapFlow): void {
  // An 'error' nobody listens to would end the process.
  client.on('error', (error) => faultsOf.set(client, error));
}

const faultsOf = new WeakMap<ImapFlow, unknown>();

/** What a command failed of in the end. */
export function rootOf(client: ImapFlow, cause: unknown): unknown {
  return (!client.usable && faultsOf.get(client)) || cause;
}

/** Any failure of a mail server as an AppError whose words a person can act on. */
export function mailboxError(cause: unknown, place: Place): AppError {
  if (isAppError(cause)) return cause;
  const fault = faultOf(cause);
  if (isThrottled(fault)) {
    const detail = `${place.host} asks us to slow down.${serverSays(fault)}`;
    return new AppError('mailbox/throttled', { cause, detail, retryAfterMs: backoffOf(fault) });
  }
  if (isPassing(fault)) {
    const detail = `${place.host} lets nobody in right now.${serverSays(fault)}`;
    return new AppError('mailbox/unreachable', { cause, detail });
  }
  if (fault.authenticationFailed) return loginRefused(cause, fault, place);
  if (UNSUPPORTED.test(fault.message)) {
    const way = place.oauth ? 'by OAuth (XOAUTH2, OAUTHBEARER)' : 'by password';
    return new AppError('mailbox/refused', {
      cause,
      detail: `${place.host} lets nobody in ${way}.`,
    });
  }
  if (fault.mailboxMissing || (fault.command === 'SELECT' && fault.responseStatus === 'NO')) {
    const detail = `The folder ${quoted(place.folder)} cannot be opened.${serverSays(fault)}`;
    return new AppError('mailbox/refused', { cause, detail });
  }
  const words = WORDS.get(fault.code) ?? fallback(fault);
  return new AppError('mailbox/unreachable', {
    cause,
    detail: `${place.host}:${place.port}: ${words}${serverSays(fault)}`,
  });
}

/** imapflow's words where the server offers none of the ways to prove oneself. */
const UNSUPPORTED = /^Unsupported authentication mechanism$/;

/** Whether a mail server said no to who we are, rather than to the folder. */
export function isLoginRefusal(error: unknown): boolean {
  return isAppError(error) && faultOf(error.cause).authenticationFailed;
}

function loginRefused(cause: unknown, fault: Fault, place: Place) {
  const provider = PROVIDERS.find(({ host }) => host.test(place.host));
  const remedy = place.oauth
    ? (provider?.oauthRemedy ?? 'It does not take the token: check the user name and the scope.')
    : (provider?.remedy ?? 'Check the user name and the password.');
  const detail = `Login refused. ${remedy}${serverSays(fault)}`;
  return new AppError('mailbox/refused', { cause, detail });
}

/** Providers that refuse the password a person knows, and what they want in its place. */
const PROVIDERS: readonly { host: RegExp; remedy: string; oauthRemedy?: string }[] = [
  {
    host: /(^|\.)(gmail|googlemail|google)\.com$/i,
    remedy: 'Gmail needs an app password (Google Account, Security, App passwords).',
    oauthRemedy:
      'The scope must be https://mail.google.com/, and the user the address that the token is for.',
  },
  {
    host: /(^|\.)(outlook|office365|hotmail|live)\.com$/i,
    remedy: 'Microsoft 365 takes no passwords over IMAP: register an app and connect by OAuth.',
    oauthRemedy:
      'The app has a token and may not open this mailbox: in Exchange Online, New-ServicePrincipal and Add-MailboxPermission with FullAccess allow it.',
  },
  { host: /(^|\.)yahoo\.com$/i, remedy: 'Yahoo needs an app password.' },
  { host: /(^|\.)(icloud|me)\.com$/i, remedy: 'iCloud needs an app-specific password.' },
  { host: /(^|\.)fastmail\.com$/i, remedy: 'Fastmail needs an app password.' },
  { host: /(^|\.)(zoho|zohomail)\.[a-z.]+$/i, remedy: 'Zoho needs an app password with 2FA on.' },
];

const SELF_SIGNED =
  'its certificate is not signed by an authority that is trusted here. Give its CA file if it is yours.';
const SILENT = 'it did not answer in time. Check host, port and firewall.';
const NOT_TLS = 'it does not speak TLS on this port. Use 993 with implicit TLS, 143 with starttls.';
const NO_GREETING = 'it gave no greeting. Use 993 with implicit TLS, 143 with starttls.';
const TOO_MUCH = 'its answer is larger than any honest one; the connection was cut.';
const CUT = 'the connection was cut.';

/** What the codes of Node, OpenSSL and imapflow mean to the person who typed the host. */
const WORDS = new Map([
  ['ENOTFOUND', 'there is no such host. Check the spelling.'],
  ['EAI_AGAIN', 'the name cannot be looked up right now.'],
  ['ECONNREFUSED', 'nothing listens on this port.'],
  ['EHOSTUNREACH', 'there is no route to it.'],
  ['ENETUNREACH', 'there is no route to it.'],
  ['ETIMEDOUT', SILENT],
  ['ETIMEOUT', SILENT],
  ['CONNECT_TIMEOUT', SILENT],
  ['UPGRADE_TIMEOUT', SILENT],
  ['ECONNRESET', CUT],
  ['EPIPE', CUT],
  ['NoConnection', CUT],
  ['EConnectionClosed', CUT],
  ['ClosedAfterConnectTLS', NO_GREETING],
  ['ClosedAfterConnectText', NO_GREETING],
  ['GREETING_TIMEOUT', NO_GREETING],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', SELF_SIGNED],
  ['SELF_SIGNED_CERT_IN_CHAIN', SELF_SIGNED],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', SELF_SIGNED],
  ['UNABLE_TO_GET_ISSUER_CERT', SELF_SIGNED],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', SELF_SIGNED],
  ['CERT_HAS_EXPIRED', 'its certificate has expired.'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet. Is the clock right?'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate names another host.'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', NOT_TLS],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'it speaks only TLS older than 1.2.'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'it speaks only TLS older than 1.2.'],
  ['STARTTLS_INJECTION', 'somebody speaks in its name before TLS begins. Nothing was sent.'],
  ['LineTooLarge', TOO_MUCH],
  ['LiteralTooLarge', TOO_MUCH],
  ['ResponseTooLarge', TOO_MUCH],
  ['TooManyTokens', TOO_MUCH],
  ['TooManyResponses', TOO_MUCH],
]);

function fallback(fault: Fault) {
  if (fault.tlsFailed) return 'it does not offer STARTTLS, and the password is not sent in clear.';
  return `the connection failed (${quoted(fault.code || fault.message)}).`;
}
