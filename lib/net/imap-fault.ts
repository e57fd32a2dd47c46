import { quoted, withheld } from './quoted.ts';

export type Fault = ReturnType<typeof faultOf>;

/** The properties that Node and imapflow hang on their errors, read without trusting any of them. */
export function faultOf(error: unknown) {
  const bag: object = typeof error === 'object' && error !== null ? error : {};
  const facts = new Map<string, unknown>(Object.entries(bag));
  const text = (name: string) => {
    const value = facts.get(name);
    return typeof value === 'string' ? value : '';
  };
  return {
    code: text('code'),
    message: error instanceof Error ? error.message : String(error),
    command: text('command') || (text('executedCommand').split(' ')[1] ?? ''),
    isCopy: / (COPY|MOVE) /.test(text('executedCommand')),
    response: text('response'),
    reason: text('reason'),
    responseText: text('responseText'),
    responseStatus: text('responseStatus'),
    serverResponseCode: text('serverResponseCode'),
    authenticationFailed: facts.get('authenticationFailed') === true,
    mailboxMissing: facts.get('mailboxMissing') === true,
    tlsFailed: facts.get('tlsFailed') === true,
  };
}

/** What the server said of it, as a sentence after ours; empty where it said nothing. */
export function serverSays(fault: Fault): string {
  const words = serverWords(fault);
  return words && ` The server says: ${words}.`;
}

/**
 * What the server said of it, quoted; empty where it said nothing. `secret` is what it was entered with,
 * which it may repeat.
 */
export function serverWords(fault: Fault, secret = ''): string {
  const answer = fault.responseText || (fault.authenticationFailed ? fault.response : '');
  const text = answer || fault.reason;
  // The sentence around it has a full stop of its own.
  return text ? quoted(withheld(text.replace(/\.$/, ''), [secret])) : '';
}

/**
 * Microsoft names a backoff, which imapflow waits out in part before it tells; Gmail says it in words,
 * as the answer to a command or as a BYE ("Account exceeded command or bandwidth limits"); others by a
 * code. OVERQUOTA is one of those, but to a copy it says that the folder is full (RFC 5530).
 */
export function isThrottled(fault: Fault): boolean {
  const { code, serverResponseCode, responseText, response, reason, isCopy } = fault;
  if (code === 'ETHROTTLE' || ['THROTTLED', 'LIMIT'].includes(serverResponseCode)) return true;
  if (serverResponseCode === 'OVERQUOTA' && !isCopy) return true;
  return SLOW_DOWN.test(`${responseText || response} ${reason}`);
}

const SLOW_DOWN = /throttl|bandwidth limit|rate limit|too many (simultaneous )?connections/i;

/** How long the server wants to be left alone, in milliseconds; null where it does not say. */
export function backoffOf({ responseText, reason }: Fault): number | null {
  const [, digits] = /backoff time[:=\s]+(\d{1,12})/i.exec(`${responseText} ${reason}`) ?? [];
  return digits ? Number(digits) : null;
}

/** Refusals that pass by themselves: by their code (RFC 5530), or, of Microsoft, by their words. */
export function isPassing({ serverResponseCode, responseText }: Fault): boolean {
  const codes = ['UNAVAILABLE', 'INUSE', 'SERVERBUG'];
  return codes.includes(serverResponseCode) || NOT_CONNECTED.test(responseText);
}

const NOT_CONNECTED = /authenticated but not connected/i;
