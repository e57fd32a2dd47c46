import type { Socket } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { db, disconnect } from '#lib/db/client';
import { closePool } from '#lib/db/pool';
import { handOut, startHostile } from '#test/support/hostile-server';
import { pollOnce } from '#workers/poll-mailbox';
import { addUser, mailboxRow, reportMails, sums } from './mail-house.ts';

afterAll(async () => {
  await closePool();
  await disconnect();
});

test('a server that wants to be left alone when mails are moved gets its peace, and no mail is blamed', async () => {
  const words = 'BAD Request is throttled. Suggested Backoff Time: 40 milliseconds';
  const refuse = (tag: string, socket: Socket) => socket.write(`${tag} ${words}\r\n`);
  const malice = {
    STATUS: (tag: string, socket: Socket) => socket.write(`* STATUS Done ()\r\n${tag} OK\r\n`),
    'UID FETCH': handOut(reportMails(3)),
    'UID MOVE': refuse,
  };
  const server = await startHostile(malice);
  const heard = (command: string) => server.heard.filter((line) => line.includes(command)).length;
  const place = { host: '127.0.0.1', imaps: server.port, caPem: '' };
  await addUser(place, 'throttled', {
    host: '127.0.0.1',
    tls: 'none',
    caPem: null,
    afterSuccess: 'move:Done',
  });

  const [throttled] = await pollOnce('throttled');
  expect(throttled).toMatchObject({
    ...{ state: 'failed', retryAfterMs: 40 },
    problem: { code: 'mailbox/throttled', text: expect.stringContaining('Suggested Backoff') },
  });
  expect(heard('UID MOVE')).toBe(1);
  const safe = { reports: 3, messages: 30, mails: 3, unfinished: 0, quarantined: 0 };
  expect(await sums()).toMatchObject(safe);
  expect(await mailboxRow('throttled')).toMatchObject({ lastUid: 0n, paused: false });

  malice['UID MOVE'] = (tag, socket) => socket.write(`${tag} OK\r\n`);
  const fetched = heard('UID FETCH');
  expect(await pollOnce('throttled')).toMatchObject([{ state: 'polled', problem: null }]);
  expect(heard('UID MOVE')).toBe(2);
  expect(heard('UID FETCH')).toBe(fetched);
  expect(await sums()).toMatchObject(safe);
  const { lastUid, lastError } = await mailboxRow('throttled');
  expect([lastUid, lastError]).toEqual([3n, null]);
  expect(await db().message.findMany({ select: { attempts: true } })).toEqual(
    Array.from({ length: 3 }, () => ({ attempts: 0 })),
  );
  await server.close();
});
