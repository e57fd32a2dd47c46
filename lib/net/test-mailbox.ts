import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import type { ImapFlow } from 'imapflow';
import { type AppError, isAppError } from '#lib/errors';
import type { ImapConfig } from './imap-config.ts';
import { connectImap, disconnectImap, refuseCleartext } from './imap-connect.ts';
import { mailboxError } from './imap-error.ts';
import { openFolder } from './imap-folder.ts';
import { accessToken, forgetToken, hasOauth, type OauthConfig } from './oauth-token.ts';
import { quoted } from './quoted.ts';
import { looksLikeReport } from './report-likeness.ts';
import { certificateFacts, startTls } from './tls-probe.ts';

/** One step of a mailbox test; `facts` are its lines of detail: a certificate, the folders. */
export type TestStep = {
  step: 'dns' | 'tcp' | 'tls' | 'token' | 'login' | 'folders' | 'newest';
  ok: boolean;
  text: string;
  /** The same by code and values, for pages in any language: what was found, or what went wrong. */
  told: Told | null;
  fault: AppError | null;
  facts: string[];
};

type Told = {
  what:
    | 'isAddress'
    | 'addresses'
    | 'answers'
    | 'unencrypted'
    | 'secured'
    | 'tokenGiven'
    | 'loggedIn'
    | 'holds'
    | 'empty'
    | 'likeReports';
  values: Record<string, string | number>;
};

const PATIENCE = 15_000;
const NEWEST = 20;
const MOST_FOLDERS = 200;

/**
 * Tries a mailbox step by step, from its name to its newest mails, and tells each step as it is
 * taken; the first that fails is the last. Nothing in the mailbox changes.
 */
export async function* testMailbox(
  config: ImapConfig,
  maxMailBytes: number,
): AsyncGenerator<TestStep> {
  let step: TestStep['step'] = 'dns';
  let client: ImapFlow | null = null;
  let socket: Socket | null = null;
  // Also where the one that was named cannot be opened: it may be misspelt.
  let folders: string[] = [];
  try {
    yield await findAddresses(config.host);

    step = 'tcp';
    const started = performance.now();
    socket = await dial(config);
    const ms = Math.round(performance.now() - started);
    const { host, port } = config;
    const answers = { what: 'answers', values: { host, port: String(port), ms } } as const;
    yield done(step, `${host}:${port} answers in ${ms} ms.`, answers);

    step = 'tls';
    const tls = await inspectTls(config, socket);
    yield tls;
    if (!tls.ok) return;

    if (hasOauth(config)) {
      step = 'token';
      yield await obtainToken(config);
    }

    step = 'login';
    client = await connectImap(config, maxMailBytes);
    const name = quoted(config.username);
    yield done(step, `Logged in as ${name}.`, { what: 'loggedIn', values: { name } });

    step = 'folders';
    folders = (await client.list()).slice(0, MOST_FOLDERS).map(({ path }) => path);
    const folder = await openFolder(client, config, { readOnly: true });
    const holds = { folder: quoted(folder.path), count: folder.exists };
    const text = `${holds.folder} holds ${holds.count} mails.`;
    yield done(step, text, { what: 'holds', values: holds }, folders);

    step = 'newest';
    yield await inspectNewest(client, folder.exists);
  } catch (cause) {
    yield failed(step, cause, config, folders);
  } finally {
    socket?.destroy();
    if (client) await disconnectImap(client);
  }
}

function done(step: TestStep['step'], text: string, told: Told, facts: string[] = []): TestStep {
  return { step, ok: true, text, told, fault: null, facts };
}

function failed(step: TestStep['step'], cause: unknown, config: ImapConfig, facts: string[]) {
  const fault = isAppError(cause) ? cause : mailboxError(cause, config);
  return { step, ok: false, text: fault.detail ?? fault.message, told: null, fault, facts };
}

async function findAddresses(host: string): Promise<TestStep> {
  if (isIP(host)) {
    return done('dns', `${host} is an address already.`, { what: 'isAddress', values: { host } });
  }
  const found = (await lookup(host, { all: true })).map(({ address }) => address);
  const told = { what: 'addresses', values: { host, count: found.length } } as const;
  return done(
    'dns',
    `${host} has ${found.length} address${found.length === 1 ? '' : 'es'}.`,
    told,
    found,
  );
}

function dial({ host, port }: ImapConfig) {
  return new Promise<Socket>((resolve, reject) => {
    const socket = connect({ host, port });
    socket.setTimeout(PATIENCE, () => {
      socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
    });
    socket.once('connect', () => resolve(socket));
    // Stays for the life of the socket: an error nobody listens to would end the process.
    socket.on('error', reject);
  });
}

async function inspectTls(config: ImapConfig, socket: Socket): Promise<TestStep> {
  refuseCleartext(config);
  if (config.tls === 'none') {
    const told = { what: 'unencrypted', values: {} } as const;
    return done('tls', 'Not encrypted, which is fine on one machine.', told);
  }
  const secured = await startTls(config, socket);
  const facts = certificateFacts(secured);
  if (secured.authorized) {
    const protocol = String(secured.getProtocol());
    const told = { what: 'secured', values: { protocol } } as const;
    return done('tls', `${protocol}, and the certificate is good.`, told, facts);
  }
  return failed('tls', { code: String(secured.authorizationError) }, config, facts);
}

async function obtainToken(config: OauthConfig): Promise<TestStep> {
  // A token from before would hide that the endpoint gives none any more.
  forgetToken(config);
  const { minutes } = await accessToken(config);
  const { host } = new URL(config.oauth.tokenEndpoint);
  const told = { what: 'tokenGiven', values: { host, minutes } } as const;
  return done('token', `${host} gave a token for ${minutes} minutes.`, told);
}

async function inspectNewest(client: ImapFlow, exists: number): Promise<TestStep> {
  if (exists === 0) {
    const text = 'The folder is empty; reports will show when they come.';
    return done('newest', text, { what: 'empty', values: {} });
  }
  const first = Math.max(1, exists - NEWEST + 1);
  const headers = ['subject', 'content-type', 'tls-report-domain'];
  let seen = 0;
  let reports = 0;
  for await (const mail of client.fetch(`${first}:*`, { headers })) {
    seen += 1;
    if (mail.headers && looksLikeReport(mail.headers.toString('latin1'))) reports += 1;
  }
  const told = { what: 'likeReports', values: { reports, seen } } as const;
  return done('newest', `${reports} of the newest ${seen} mails look like reports.`, told);
}
