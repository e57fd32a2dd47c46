import { lookup as systemLookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { type RequestOptions, request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { env } from '#lib/env';
import { AppError, isAppError } from '#lib/errors';
import { isLoopback } from '#lib/loopback';
import { type Reach, reachOf } from './address-reach.ts';

type Question = {
  /**
   * Who chose the address. A stranger's (a report, a domain's DNS) is asked in public only; an
   * operator's own may stand in a private network where PRIVATE_ENDPOINTS is on.
   */
  namedBy: 'stranger' | 'operator';
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** For the whole of it, looking up the name included. */
  timeoutMs?: number;
  /** Of the answer's body. */
  maxBytes?: number;
  /** An authority to trust in place of the usual ones. */
  caPem?: string | null;
  signal?: AbortSignal;
  /** The addresses of a name; the system's when left out. */
  resolve?: (host: string) => Promise<readonly string[]>;
};

type Answer = { status: number; headers: IncomingMessage['headers']; body: string };

const DEADLINE_MS = 5_000;
const LONGEST_BODY = 64 * 1024;

/**
 * Asks another server over HTTPS, and the one that was meant: its name is looked up once, every
 * address of it is judged, and the connection goes to the addresses that were judged (SECURITY 24).
 * No redirect is followed, and neither time nor length is the other side's to choose. Refuses with
 * `endpoint/forbidden`; what cannot be reached is `endpoint/unreachable`. Any status but a redirect
 * is an answer.
 */
export async function guardedFetch(address: string, question: Question): Promise<Answer> {
  const url = parseAddress(address);
  const deadline = AbortSignal.timeout(question.timeoutMs ?? DEADLINE_MS);
  const signal = AbortSignal.any([deadline, ...(question.signal ? [question.signal] : [])]);
  try {
    const addresses = await within(signal, resolveHost(url, question));
    judge(url, addresses, question);
    return await ask(url, addresses, question, signal);
  } catch (cause) {
    question.signal?.throwIfAborted();
    if (isAppError(cause)) throw cause;
    const told = deadline.aborted ? 'it did not answer in time' : toldBy(cause);
    throw new AppError('endpoint/unreachable', { cause, detail: `${url.host}: ${told}.` });
  }
}

/** URL makes one spelling of many: 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1 afterwards. */
function parseAddress(address: string) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) {
    if (!url.username && !url.password) return url;
  }
  throw forbidden('An address begins with https:// and holds no password.');
}

async function resolveHost(url: URL, { resolve = systemAddresses }: Question) {
  const host = hostOf(url);
  return isIP(host) ? [host] : await resolve(host);
}

async function systemAddresses(host: string) {
  const found = await systemLookup(host, { all: true });
  return found.map(({ address }) => address);
}

/** One address that may not be asked is enough: whoever names it among others hopes for a choice. */
function judge(url: URL, addresses: readonly string[], { namedBy }: Question) {
  if (addresses.length === 0) throw new Error('the name has no address');
  const privateToo = namedBy === 'operator' && env().PRIVATE_ENDPOINTS === 'on';
  const allowed: readonly Reach[] = privateToo ? ['public', 'private'] : ['public'];
  if (!addresses.every((address) => allowed.includes(reachOf(address)))) {
    const remedy = namedBy === 'operator' && !privateToo ? ' PRIVATE_ENDPOINTS=on allows it.' : '';
    throw forbidden(`${url.host} stands in a private network.${remedy}`);
  }
  if (url.protocol === 'http:' && !addresses.every(isLoopback)) {
    throw forbidden(`${url.host} must be asked over https: what is sent would travel in clear.`);
  }
}

function ask(url: URL, addresses: readonly string[], question: Question, signal: AbortSignal) {
  const { method = 'GET', body, caPem } = question;
  const options: RequestOptions = {
    method,
    signal,
    agent: false,
    lookup: pinned(addresses),
    headers: { 'accept-encoding': 'identity', 'user-agent': 'ruascope', ...question.headers },
    ...(caPem && { ca: caPem }),
  };
  const begin = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise<Answer>((resolve, reject) => {
    const request = begin(url, options, (response) => {
      response.on('error', reject);
      read(response, question.maxBytes ?? LONGEST_BODY).then(resolve, (error) => {
        request.destroy();
        reject(error);
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** What the name was judged by is what is connected to, whatever it would say a moment later. */
function pinned(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all }, callback) => {
    const [first] = known;
    if (all) callback(null, known);
    else if (first) callback(null, first.address, first.family);
  };
}

async function read(response: IncomingMessage, maxBytes: number): Promise<Answer> {
  const { statusCode: status = 0, headers } = response;
  if (status >= 300 && status < 400) throw forbidden('It answers with a redirect.');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += chunk.length;
    if (length > maxBytes) throw forbidden(`Its answer is longer than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return { status, headers, body: Buffer.concat(chunks).toString('utf8') };
}

function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

/** Where several addresses were tried Node says nothing but their codes. */
function toldBy(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(toldBy).join(', ');
  return cause instanceof Error ? cause.message : String(cause);
}

function hostOf({ hostname }: URL) {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

function forbidden(detail: string) {
  return new AppError('endpoint/forbidden', { detail });
}
