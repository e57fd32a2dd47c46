import { afterEach, describe, expect, test } from 'vitest';
import type { ImapConfig } from '#lib/net/imap-config';
import { connectImap, disconnectImap } from '#lib/net/imap-connect';
import { mailboxError } from '#lib/net/imap-error';
import { fetchMails } from '#lib/net/imap-fetch';
import { listNewUids, openFolder } from '#lib/net/imap-folder';
import { testMailbox } from '#lib/net/test-mailbox';
import { type HostileServer, type Malice, startHostile } from '#test/support/hostile-server';

const MAX = 1_000_000;
let server: HostileServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

async function configOf(malice: Malice, change: Partial<ImapConfig> = {}): Promise<ImapConfig> {
  server = await startHostile(malice);
  const place = { host: '127.0.0.1', port: server.port, tls: 'none' } as const;
  return { ...place, username: 'ann', password: 'canary', caPem: null, folder: 'INBOX', ...change };
}

/** Reads the whole folder, as a poll does. */
async function readAll(config: ImapConfig) {
  const client = await connectImap(config, MAX);
  try {
    const folder = await openFolder(client, config, { readOnly: true });
    const uids = await listNewUids(client, folder, 0);
    const mails = [];
    for await (const batch of fetchMails(client, uids, MAX)) mails.push(...batch);
    return mails;
  } finally {
    await disconnectImap(client);
  }
}

const HEADS =
  '* 1 FETCH (UID 1 RFC822.SIZE 10 INTERNALDATE "01-Nov-2026 00:00:00 +0000")\r\n' +
  '* 2 FETCH (UID 2 RFC822.SIZE 4294967295 INTERNALDATE "01-Nov-2026 00:00:00 +0000")\r\n' +
  '* 3 FETCH (UID 3 RFC822.SIZE 10)\r\n';

describe('a hostile server', () => {
  test('that speaks of mails nobody asked for adds none', async () => {
    const config = await configOf({
      'UID SEARCH': (tag, socket) => socket.write(`* SEARCH 2 900 3000000000\r\n${tag} OK\r\n`),
      'UID FETCH': (tag, socket) => socket.write(`${HEADS}${tag} OK\r\n`),
    });
    expect(await readAll(config)).toMatchObject([{ uid: 2, raw: null, size: 2 ** 31 - 1 }]);
  });

  test('that sends more than it said is held to our limit', async () => {
    const long = 'y'.repeat(MAX + 1);
    const config = await configOf({
      'UID FETCH': (tag, socket, line) => {
        const body = `* 1 FETCH (UID 1 BODY[]<0> {${long.length}}\r\n${long})\r\n`;
        socket.write(
          line.includes('RFC822.SIZE') ? `${HEADS}${tag} OK\r\n` : `${body}${tag} OK\r\n`,
        );
      },
    });
    const mails = await readAll(config);
    expect(mails.map(({ uid, raw, size }) => ({ uid, raw, size }))).toEqual([
      { uid: 1, raw: null, size: MAX + 1 },
      { uid: 2, raw: null, size: 2 ** 31 - 1 },
    ]);
    expect(server?.heard.some((line) => line.includes(`BODY.PEEK[]<0.${MAX + 1}>`))).toBe(true);
  });

  test('that hides large mails behind small sizes does not fill our memory with them', async () => {
    const long = 'y'.repeat(MAX);
    const numbers = Array.from({ length: 60 }, (_, i) => i + 1);
    const config = await configOf({
      'UID SEARCH': (tag, socket) => socket.write(`* SEARCH ${numbers.join(' ')}\r\n${tag} OK\r\n`),
      EXAMINE: (tag, socket) =>
        socket.write(`* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 61] .\r\n${tag} OK\r\n`),
      'UID FETCH': (tag, socket, line) => {
        for (const n of numbers) {
          const what = line.includes('RFC822.SIZE')
            ? 'RFC822.SIZE 10'
            : `BODY[]<0> {${long.length}}\r\n${long}`;
          socket.write(`* ${n} FETCH (UID ${n} ${what})\r\n`);
        }
        socket.write(`${tag} OK\r\n`);
      },
    });
    // Twice the 4 MB of a batch, and the mail that went beyond them.
    expect(await readAll(config)).toHaveLength(9);
  });

  test('that answers for no mail at all makes none of them read', async () => {
    const config = await configOf({});
    expect(await readAll(config)).toEqual([]);
  });

  test.each(['starttls', 'implicit'] as const)(
    'that offers no TLS never hears the password (%s)',
    async (tls) => {
      const refuse: Malice = { STARTTLS: (tag, socket) => socket.write(`${tag} BAD what?\r\n`) };
      const config = await configOf(refuse, { tls });
      await expect(connectImap(config, MAX)).rejects.toMatchObject({ code: 'mailbox/unreachable' });
      for await (const step of testMailbox(config, MAX)) {
        if (!step.ok) expect(step.step).toBe('tls');
      }
      expect(server?.heard.join('\n')).not.toContain('canary');
    },
  );

  test('that claims to know us already (PREAUTH) does not get around STARTTLS', async () => {
    const config = await configOf(
      { greeting: (_, socket) => socket.write('* PREAUTH [CAPABILITY IMAP4rev1] hello\r\n') },
      { tls: 'starttls' },
    );
    await expect(connectImap(config, MAX)).rejects.toMatchObject({ code: 'mailbox/unreachable' });
  });

  test('cannot put control characters into our words', async () => {
    const config = await configOf({
      LOGIN: (tag, socket) => socket.write(`${tag} NO \u001b[31m${'z'.repeat(500)}\r\n`),
    });
    const refusal = await connectImap(config, MAX).catch((error) => error);
    expect(refusal).toMatchObject({ code: 'mailbox/refused' });
    expect(refusal.message).toContain('\\u{1b}[31mzzz');
    expect(refusal.message.length).toBeLessThan(450);
  });
});

test.each([
  ['imap.gmail.com', /Gmail needs an app password/],
  ['outlook.office365.com', /takes no passwords/],
  ['imap.example.com', /Check the user name and the password/],
])('a login that %s refuses names the remedy', (host, remedy) => {
  const cause = Object.assign(new Error('no'), { authenticationFailed: true });
  expect(mailboxError(cause, { host, port: 993, folder: 'INBOX' })).toMatchObject({
    code: 'mailbox/refused',
    detail: expect.stringMatching(remedy),
  });
});

test('a server that repeats the password is quoted without it', async () => {
  const config = await configOf({
    LOGIN: (tag, socket, line) => socket.write(`${tag} NO what is ${line}?\r\n`),
  });
  const failed = await connectImap(config, MAX).catch((error) => error);
  expect(failed).toMatchObject({ code: 'mailbox/refused' });
  expect(failed.detail).toMatch(/The server says: "what is .*•/);
  expect(`${failed.message}`).not.toContain('canary');
});

test.each<[string, Malice]>([
  [
    'Gmail refuses the login',
    {
      LOGIN: (tag, socket) =>
        socket.write(
          `${tag} NO [ALERT] Account exceeded command or bandwidth limits. (Failure)\r\n`,
        ),
    },
  ],
  [
    'Gmail hangs up',
    {
      'UID SEARCH': (_, socket) =>
        socket.end('* BYE Account exceeded command or bandwidth limits.\r\n'),
    },
  ],
  [
    'Yahoo refuses the login',
    { LOGIN: (tag, socket) => socket.write(`${tag} NO [LIMIT] Rate limit hit\r\n`) },
  ],
  [
    'Microsoft names a backoff',
    {
      'UID FETCH': (tag, socket) =>
        socket.write(
          `${tag} BAD Request is throttled. Suggested Backoff Time: 20 milliseconds\r\n`,
        ),
    },
  ],
])('a server that asks for patience is heard: %s', async (_, malice) => {
  await expect(readAll(await configOf(malice))).rejects.toMatchObject({
    code: 'mailbox/throttled',
    detail: expect.stringMatching(/slow down\. The server says: "/),
  });
});

test.each<[string, Malice]>([
  [
    'a login',
    { LOGIN: (tag, socket) => socket.write(`${tag} NO [UNAVAILABLE] directory is down\r\n`) },
  ],
  [
    'a folder (Microsoft)',
    {
      EXAMINE: (tag, socket) =>
        socket.write(`${tag} NO User is authenticated but not connected.\r\n`),
    },
  ],
])('a server that refuses %s for the moment is tried again', async (_, malice) => {
  await expect(readAll(await configOf(malice))).rejects.toMatchObject({
    code: 'mailbox/unreachable',
  });
});
