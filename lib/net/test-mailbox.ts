import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import type { ImapFlow } from 'imapflow';
import { isAppError } from '#lib/errors';
import type { ImapConfig } from './imap-config.ts';
import { connectImap, disconnectImap, refuseCleartext } from './imap-connect.ts';
import { mailboxError } from './imap-error.ts';
import { openFolder } from './imap-folder.ts';
import { quoted } from './quoted.ts';
import { looksLikeReport } from './report-likeness.ts';
import { certificateFacts, startTls } from './tls-probe.ts';

/** One step of a mailbox test; `facts` are its lines of detail: a certificate, the folders. */
export type TestStep = {
  step: 'dns' | 'tcp' | 'tls' | 'login' | 'folders' | 'newest';
  ok: boolean;
  text: string;
  facts: string[];
};

const PATIENCE = 15_000;
const NEWEST = 20;

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
  try {
    yield done(step, ...(await findAddresses(config.host)));

    step = 'tcp';
    const started = performance.now();
    socket = await dial(config);
    const ms = Math.round(performance.now() - started);
    yield done(step, `${config.host}:${config.port} answers in ${ms} ms.`);

    step = 'tls';
    const tls = await inspectTls(config, socket);
    yield tls;
    if (!tls.ok) return;

    step = 'login';
    client = await connectImap(config, maxMailBytes);
    yield done(step, `Logged in as ${quoted(config.username)}.`);

    step = 'folders';
    const folders = await client.list();
    const folder = await openFolder(client, config, { readOnly: true });
    const paths = folders.slice(0, 200).map(({ path }) => path);
    yield done(step, `${quoted(folder.path)} holds ${folder.exists} mails.`, paths);

    step = 'newest';
    yield await inspectNewest(client, folder.exists);
  } catch (cause) {
    yield { step, ok: false, text: words(cause, config), facts: [] };
  } finally {
    socket?.destroy();
    if (client) await disconnectImap(client);
  }
}

function done(step: TestStep['step'], text: string, facts: string[] = []): TestStep {
  return { step, ok: true, text, facts };
}

async function findAddresses(host: string): Promise<[string, string[]]> {
  if (isIP(host)) return [`${host} is an address already.`, []];
  const found = (await lookup(host, { all: true })).map(({ address }) => address);
  return [`${host} has ${found.length} address${found.length === 1 ? '' : 'es'}.`, found];
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
  if (config.tls === 'none') return done('tls', 'Not encrypted, which is fine on one machine.');
  const secured = await startTls(config, socket);
  const facts = certificateFacts(secured);
  if (secured.authorized) {
    return done('tls', `${secured.getProtocol()}, and the certificate is good.`, facts);
  }
  const fault = { code: String(secured.authorizationError) };
  return { step: 'tls', ok: false, text: words(fault, config), facts };
}

async function inspectNewest(client: ImapFlow, exists: number): Promise<TestStep> {
  if (exists === 0) return done('newest', 'The folder is empty; reports will show when they come.');
  const first = Math.max(1, exists - NEWEST + 1);
  const headers = ['subject', 'content-type', 'tls-report-domain'];
  let seen = 0;
  let reports = 0;
  for await (const mail of client.fetch(`${first}:*`, { headers })) {
    seen += 1;
    if (mail.headers && looksLikeReport(mail.headers.toString('latin1'))) reports += 1;
  }
  return done('newest', `${reports} of the newest ${seen} mails look like reports.`);
}

function words(cause: unknown, config: ImapConfig) {
  const error = isAppError(cause) ? cause : mailboxError(cause, config);
  return error.detail ?? error.message;
}
