import type { ImapFlow } from 'imapflow';
import { type AppError, isAppError } from '#lib/errors';
import type { MailboxWhy } from '#lib/mailbox-why';
import { type Allowance, withAllowance } from './imap-allowance.ts';
import type { ImapConfig } from './imap-config.ts';
import { backoffOf, faultOf, isPassing, isThrottled, serverWords } from './imap-fault.ts';
import { mailboxFault } from './mailbox-fault.ts';
import { quoted } from './quoted.ts';

type Place = Pick<ImapConfig, 'host' | 'port' | 'folder' | 'oauth'> & {
  /** The password or the access token, where it was just given. */
  secret?: string;
};

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
  const { host, port, secret } = place;
  const says = serverWords(fault, secret);
  const told = { cause, values: { host, port: String(port) }, says };
  if (isThrottled(fault)) {
    const retryAfterMs = backoffOf(fault);
    return mailboxFault('mailbox/throttled', { ...told, why: 'slowDown', retryAfterMs });
  }
  if (isPassing(fault)) return mailboxFault('mailbox/unreachable', { ...told, why: 'nobodyNow' });
  if (fault.authenticationFailed) {
    return mailboxFault('mailbox/refused', { ...told, why: whyRefused(place) });
  }
  if (UNSUPPORTED.test(fault.message)) {
    const why = place.oauth ? 'noOauth' : 'noPasswords';
    return mailboxFault('mailbox/refused', { ...told, says: '', why });
  }
  if (fault.mailboxMissing || (fault.command === 'SELECT' && fault.responseStatus === 'NO')) {
    const values = { folder: quoted(place.folder) };
    return mailboxFault('mailbox/refused', { ...told, values, why: 'noFolder' });
  }
  const why = WHYS.get(fault.code) ?? (fault.tlsFailed ? 'noStarttls' : 'connectionFailed');
  const values = { ...told.values, code: quoted(fault.code || fault.message) };
  return mailboxFault('mailbox/unreachable', { ...told, values, why });
}

/** imapflow's words where the server offers none of the ways to prove oneself. */
const UNSUPPORTED = /^Unsupported authentication mechanism$/;

/** Whether a mail server said no to who we are, rather than to the folder. */
export function isLoginRefusal(error: unknown): boolean {
  return isAppError(error) && faultOf(error.cause).authenticationFailed;
}

function whyRefused({ host, oauth }: Place): MailboxWhy {
  const provider = PROVIDERS.find((one) => one.host.test(host));
  if (oauth) return provider?.byToken ?? 'tokenNotTaken';
  return provider?.byPassword ?? 'loginRefused';
}

type Refusing = { host: RegExp; byPassword: MailboxWhy; byToken?: MailboxWhy };

/** Providers that refuse the password a person knows, or want more than a token. */
const PROVIDERS: readonly Refusing[] = [
  {
    host: /(^|\.)(gmail|googlemail|google)\.com$/i,
    byPassword: 'loginGmail',
    byToken: 'tokenNotTakenGmail',
  },
  {
    host: /(^|\.)(outlook|office365|hotmail|live)\.com$/i,
    byPassword: 'loginMicrosoft',
    byToken: 'tokenNotTakenMicrosoft',
  },
  { host: /(^|\.)yahoo\.com$/i, byPassword: 'loginYahoo' },
  { host: /(^|\.)(icloud|me)\.com$/i, byPassword: 'loginIcloud' },
  { host: /(^|\.)fastmail\.com$/i, byPassword: 'loginFastmail' },
  { host: /(^|\.)(zoho|zohomail)\.[a-z.]+$/i, byPassword: 'loginZoho' },
];

/** What the codes of Node, OpenSSL and imapflow mean to the person who typed the host. */
const WHYS = new Map<string, MailboxWhy>([
  ['ENOTFOUND', 'hostUnknown'],
  ['EAI_AGAIN', 'hostNotNow'],
  ['ECONNREFUSED', 'nothingListens'],
  ['EHOSTUNREACH', 'noRoute'],
  ['ENETUNREACH', 'noRoute'],
  ['ETIMEDOUT', 'noAnswer'],
  ['ETIMEOUT', 'noAnswer'],
  ['CONNECT_TIMEOUT', 'noAnswer'],
  ['UPGRADE_TIMEOUT', 'noAnswer'],
  ['ECONNRESET', 'connectionCut'],
  ['EPIPE', 'connectionCut'],
  ['NoConnection', 'connectionCut'],
  ['EConnectionClosed', 'connectionCut'],
  ['ClosedAfterConnectTLS', 'noGreeting'],
  ['ClosedAfterConnectText', 'noGreeting'],
  ['GREETING_TIMEOUT', 'noGreeting'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unknownAuthority'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'unknownAuthority'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unknownAuthority'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'unknownAuthority'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unknownAuthority'],
  ['CERT_HAS_EXPIRED', 'certificateOver'],
  ['CERT_NOT_YET_VALID', 'certificateEarly'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificateName'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'notTls'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'oldTls'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'oldTls'],
  ['STARTTLS_INJECTION', 'spokeBeforeTls'],
  ['LineTooLarge', 'answerTooLarge'],
  ['LiteralTooLarge', 'answerTooLarge'],
  ['ResponseTooLarge', 'answerTooLarge'],
  ['TooManyTokens', 'answerTooLarge'],
  ['TooManyResponses', 'answerTooLarge'],
]);
