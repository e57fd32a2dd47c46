import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { ImapConfig } from '#lib/net/imap-config';
import { connectImap, disconnectImap } from '#lib/net/imap-connect';
import { testMailbox } from '#lib/net/test-mailbox';
import { tempFolder } from '#test/support/temp-folder';

const MAX = 1_000_000;
const PASSWORD = 'canary-in-the-coal-mine';

const folder = tempFolder('unverified');
const sockets = new Set<Socket>();
let server: Server | null = null;
let heard = '';

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server?.close(resolve));
  heard = '';
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A certificate of one's own making, for a name. */
function makeCertificate(name: string) {
  const [key, cert] = [`${folder}/${name}.key`, `${folder}/${name}.pem`];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const about = ['-days', '2', '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  const files = ['-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', ...kind, ...about, ...files], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(cert, 'utf8') };
}

/** Whoever answers in the mail server's place, and writes down all he hears. */
async function startImpostor(name: string, tls: 'implicit' | 'starttls', injected = '') {
  const certificate = makeCertificate(name);
  const talk = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      const [tag, verb] = chunk.toString('latin1').split(' ');
      if (verb?.trim() === 'STARTTLS') {
        socket.removeAllListeners('data');
        socket.write(`${tag} OK go\r\n${injected}`);
        talk(new TLSSocket(socket, { isServer: true, ...certificate }));
      } else socket.write(`* CAPABILITY IMAP4rev1 STARTTLS\r\n${tag} OK\r\n`);
    });
  };
  server = createServer((socket) => {
    const line =
      tls === 'starttls' ? socket : new TLSSocket(socket, { isServer: true, ...certificate });
    talk(line);
    line.write('* OK ready\r\n');
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return { port: address.port, cert: certificate.cert };
}

function configOf(port: number, tls: 'implicit' | 'starttls', caPem: string | null): ImapConfig {
  return {
    host: 'localhost',
    port,
    tls,
    username: 'ann',
    password: PASSWORD,
    caPem,
    folder: 'INBOX',
  };
}

test.each([
  ['implicit', 'localhost', false],
  ['implicit', 'imap.example.net', true],
  ['starttls', 'localhost', false],
  ['starttls', 'imap.example.net', true],
] as const)(
  'the password is not told over %s to %s, whose authority is trusted: %s',
  async (tls, name, trusted) => {
    const { port, cert } = await startImpostor(name, tls);
    const config = configOf(port, tls, trusted ? cert : null);
    await expect(connectImap(config, MAX)).rejects.toMatchObject({ code: 'mailbox/unreachable' });
    for await (const step of testMailbox(config, MAX)) expect(step.step).not.toBe('login');
    expect(heard).not.toContain(PASSWORD);
  },
);

test.each(['implicit', 'starttls'] as const)(
  'it is told over %s to who can prove his name',
  async (tls) => {
    const { port, cert } = await startImpostor('localhost', tls);
    const client = await connectImap(configOf(port, tls, cert), MAX);
    expect(heard).toContain(PASSWORD);
    await disconnectImap(client);
  },
);

test('it is not told where somebody speaks before TLS begins', async () => {
  const injected = '* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] injected\r\n';
  const { port, cert } = await startImpostor('localhost', 'starttls', injected);
  await expect(connectImap(configOf(port, 'starttls', cert), MAX)).rejects.toMatchObject({
    code: 'mailbox/unreachable',
    detail: expect.stringContaining('somebody speaks in its name before TLS begins'),
  });
  expect(heard).not.toContain(PASSWORD);
});
