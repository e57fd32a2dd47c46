import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { parseAfterAction } from '#lib/after-action';
import { applyAfterAction } from '#lib/net/imap-after';
import { connectImap, disconnectImap } from '#lib/net/imap-connect';
import { listNewUids, openFolder } from '#lib/net/imap-folder';
import { type HostileServer, type Malice, startHostile } from '#test/support/hostile-server';

let server: HostileServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const says = (words: string) => (tag: string, socket: Socket) =>
  socket.write(`${tag} ${words}\r\n`);

/** A server that has the folders that mails are moved to, and can MOVE, or not. */
function able(malice: Malice, abilities = 'UIDPLUS MOVE'): Malice {
  return {
    greeting: (_, socket) => socket.write(`* OK [CAPABILITY IMAP4rev1 ${abilities}] ready\r\n`),
    CAPABILITY: (tag, socket) =>
      socket.write(`* CAPABILITY IMAP4rev1 ${abilities}\r\n${tag} OK\r\n`),
    STATUS: (tag, socket) => socket.write(`* STATUS Done (UIDVALIDITY 1)\r\n${tag} OK\r\n`),
    ...malice,
  };
}

async function settle(malice: Malice, action: string) {
  server = await startHostile(malice);
  const place = { host: '127.0.0.1', port: server.port, tls: 'none', folder: 'INBOX' } as const;
  const config = { ...place, username: 'ann', password: 'canary', caPem: null };
  const client = await connectImap(config, 1_000_000);
  try {
    const folder = await openFolder(client, config, { readOnly: false });
    const uids = await listNewUids(client, folder, 0);
    await applyAfterAction(client, uids, parseAfterAction(action) ?? { kind: 'leave' });
    return null;
  } catch (error) {
    return error;
  } finally {
    await disconnectImap(client);
  }
}

const GMAIL = 'NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)';
const MICROSOFT = 'BAD Request is throttled. Suggested Backoff Time: 30 milliseconds';

describe('a server that asks for patience is heard', () => {
  test.each<[string, string, Malice]>([
    ['STORE', 'seen', able({ 'UID STORE': says('NO [THROTTLED] slower, please') })],
    ['STORE (Gmail)', 'seen', able({ 'UID STORE': says(GMAIL) })],
    ['STORE (quota of commands)', 'seen', able({ 'UID STORE': says('NO [OVERQUOTA] later') })],
    ['MOVE', 'move:Done', able({ 'UID MOVE': says('NO [LIMIT] too fast') })],
    ['MOVE (Gmail)', 'move:Done', able({ 'UID MOVE': says(GMAIL) })],
    ['MOVE (Microsoft)', 'move:Done', able({ 'UID MOVE': says(MICROSOFT) })],
    [
      'MOVE, and hangs up',
      'move:Done',
      able({ 'UID MOVE': (_, socket) => socket.end('* BYE Request is throttled.\r\n') }),
    ],
    ['COPY', 'move:Done', able({ 'UID COPY': says(MICROSOFT) }, 'UIDPLUS')],
    ['EXPUNGE', 'delete', able({ 'UID EXPUNGE': says('NO [THROTTLED] slower, please') })],
    ['SEARCH', 'seen', able({ 'UID SEARCH': says('NO [THROTTLED] slower, please') })],
    [
      'CREATE',
      'move:Done',
      able({ STATUS: says('NO [NONEXISTENT] none'), CREATE: says('NO [THROTTLED] slower') }),
    ],
  ])('at %s', async (_, action, malice) => {
    expect(await settle(malice, action)).toMatchObject({
      code: 'mailbox/throttled',
      detail: expect.stringMatching(/asks us to slow down\. The server says: "/),
    });
  });

  test('for as long as it says', async () => {
    const malice = able({ 'UID MOVE': says(MICROSOFT) });
    expect(await settle(malice, 'move:Done')).toMatchObject({ retryAfterMs: 30 });
    const vague = able({ 'UID MOVE': says('NO [THROTTLED] slower') });
    expect(await settle(vague, 'move:Done')).toMatchObject({ retryAfterMs: null });
  });
});

test.each<[string, string, Malice]>([
  ['STORE', 'seen', able({ 'UID STORE': says('NO [CANNOT] not here') })],
  ['MOVE', 'move:Done', able({ 'UID MOVE': says('NO [NOPERM] not here') })],
  // A full folder, RFC 5530: to wait would not empty it.
  ['MOVE', 'move:Done', able({ 'UID MOVE': says('NO [OVERQUOTA] not here') })],
  ['EXPUNGE', 'delete', able({ 'UID EXPUNGE': says('NO not here') })],
])('a server that refuses %s is quoted', async (_, action, malice) => {
  expect(await settle(malice, action)).toMatchObject({
    code: 'mailbox/refused',
    detail: expect.stringMatching(/The server says: "not here"/),
  });
});
