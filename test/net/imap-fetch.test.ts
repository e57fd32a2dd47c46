import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { applyAfterAction } from '#lib/net/imap-after';
import { connectImap, disconnectImap } from '#lib/net/imap-connect';
import { fetchMails } from '#lib/net/imap-fetch';
import { openFolder } from '#lib/net/imap-folder';
import { type Malice, startHostile } from '#test/support/hostile-server';

const MAX = 1_000_000;
const UIDS = Array.from({ length: 700 }, (_, i) => i + 1);

/** An honest server, whose mails all have ten bytes. */
const honest: Malice = {
  'UID FETCH': (tag, socket, line) => {
    const what = line.includes('RFC822.SIZE') ? 'RFC822.SIZE 10' : 'BODY[]<0> {10}\r\n0123456789';
    for (const uid of uidsOf(line)) socket.write(`* ${uid} FETCH (UID ${uid} ${what})\r\n`);
    socket.write(`${tag} OK\r\n`);
  },
};

function uidsOf(line: string) {
  const [, low, high = low] = /UID FETCH (\d+)(?::(\d+))?/.exec(line) ?? [];
  return UIDS.filter((uid) => uid >= Number(low) && uid <= Number(high));
}

async function open(malice: Malice) {
  const server = await startHostile(malice);
  const place = { host: '127.0.0.1', port: server.port, tls: 'none' } as const;
  const config = { ...place, username: 'ann', password: 'x', caPem: null, folder: 'INBOX' };
  const client = await connectImap(config, MAX);
  await openFolder(client, config, { readOnly: false });
  return { server, client };
}

test('the next batch is on its way while one is worked on, and never the one after it', async () => {
  const { server, client } = await open(honest);
  const bodies = () => server.heard.filter((line) => line.includes('BODY.PEEK')).length;
  const inFlight: number[] = [];
  let batches = 0;
  for await (const batch of fetchMails(client, UIDS, MAX)) {
    batches += 1;
    await sleep(100);
    inFlight.push(bodies() - batches);
    await applyAfterAction(
      client,
      batch.map(({ uid }) => uid),
      { kind: 'seen' },
    );
  }
  expect(inFlight).toEqual([1, 1, 1, 0]);
  // Besides opening and closing: one command for all sizes, and two for each batch.
  const spoken = server.heard.filter((line) => / UID (FETCH|STORE) /.test(line));
  expect(spoken.map((line) => line.replace(/^\S+ (UID \S+ \S+).*/, '$1'))).toEqual([
    'UID FETCH 1:700',
    'UID FETCH 1:200',
    'UID FETCH 201:400',
    'UID STORE 1:200',
    'UID FETCH 401:600',
    'UID STORE 201:400',
    'UID FETCH 601:700',
    'UID STORE 401:600',
    'UID STORE 601:700',
  ]);
  await disconnectImap(client);
  await server.close();
});

test('a large mail ends its batch, and is read while the next one is on its way', async () => {
  const { server, client } = await open({
    ...honest,
    'UID FETCH': (tag, socket, line) => {
      if (!line.includes('RFC822.SIZE')) return honest['UID FETCH']?.(tag, socket, line);
      const sizeOf = (uid: number) => (uid === 2 || uid === 3 ? 300_000 : 10);
      for (const uid of uidsOf(line)) {
        socket.write(`* ${uid} FETCH (UID ${uid} RFC822.SIZE ${sizeOf(uid)})\r\n`);
      }
      socket.write(`${tag} OK\r\n`);
    },
  });
  const lengths: number[] = [];
  for await (const batch of fetchMails(client, UIDS, MAX)) lengths.push(batch.length);
  expect(lengths).toEqual([2, 1, 200, 200, 200, 97]);
  await disconnectImap(client);
  await server.close();
});

test('what came before a cut is handed over, so that a line which never lasts leads on', async () => {
  const { server, client } = await open({
    ...honest,
    'UID FETCH': (tag, socket, line) => {
      if (line.includes('RFC822.SIZE')) honest['UID FETCH']?.(tag, socket, line);
      else
        socket.end('* 1 FETCH (UID 1 BODY[]<0> {2}\r\nhi)\r\n* 2 FETCH (UID 2 BODY[]<0> {9}\r\nhe');
    },
  });
  const read: number[] = [];
  const all = async () => {
    for await (const batch of fetchMails(client, UIDS, MAX))
      read.push(...batch.map(({ uid }) => uid));
  };
  await expect(all()).rejects.toMatchObject({ code: 'mailbox/unreachable' });
  expect(read).toEqual([1]);
  await disconnectImap(client);
  await server.close();
});
