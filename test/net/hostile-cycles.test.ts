import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SMALL_MEMORY, WORKER_FLAGS } from '#prisma/start/worker-flags';
import { type Malice, startHostile } from '#test/support/hostile-server';
import type { CycleResult } from './cycle-child.ts';

const STEP_MS = 2_500;
const PASSWORD = 'canary-in-the-coal-mine';

let child: ChildProcess;

// For each its own, as the worker is started: what a heap has grown to, it keeps.
beforeEach(() => {
  child = fork(join(import.meta.dirname, 'cycle-child.ts'), {
    execArgv: WORKER_FLAGS,
    env: { ...process.env, ...SMALL_MEMORY },
  });
});

afterEach(() => {
  child.kill();
});

/** Writes for as long as somebody reads. */
function flood(socket: Socket, chunk: string) {
  const pour = () => {
    while (!socket.destroyed && socket.write(chunk));
    if (!socket.destroyed) socket.once('drain', pour);
  };
  pour();
}

/** A little at a time, for ever: no timeout of silence ever fires. */
function drip(socket: Socket, chunk: string) {
  const timer = setInterval(() => socket.write(chunk), 100);
  socket.once('close', () => clearInterval(timer));
}

const SELECTED = '* 1 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 2] .\r\n';

/** Hands out one mail, and whatever `before` says first. */
function oneMail(before = ''): Malice {
  return {
    SELECT: (tag, socket) => socket.write(`${SELECTED}${tag} OK [READ-WRITE]\r\n`),
    'UID SEARCH': (tag, socket) => socket.write(`* SEARCH 1\r\n${tag} OK\r\n`),
    'UID FETCH': (tag, socket, line) => {
      const what = line.includes('RFC822.SIZE') ? 'RFC822.SIZE 5' : 'BODY[]<0> {5}\r\nhello';
      socket.write(`${before}* 1 FETCH (UID 1 ${what})\r\n${tag} OK\r\n`);
    },
  };
}

const NEWS = '* 7 EXISTS\r\n'.repeat(5_000);
const LATE = /one step took it longer than 2.5 s/;
const TOO_MUCH = /larger than any honest one/;

type Case = [name: string, malice: Malice, words: RegExp];

const CASES: Case[] = [
  ['never greets', { greeting: () => undefined }, LATE],
  ['hangs up before the greeting', { greeting: (_, s) => s.destroy() }, /greeting|cut/],
  ['greets with BYE', { greeting: (_, s) => s.end('* BYE go away\r\n') }, /says: "go away"/],
  ['greets on an endless line', { greeting: (_, s) => flood(s, 'x'.repeat(65_536)) }, TOO_MUCH],
  ['greets a byte at a time', { greeting: (_, s) => drip(s, 'x') }, LATE],
  ['lists folders on an endless line', { LIST: (_, s) => flood(s, 'x'.repeat(65_536)) }, TOO_MUCH],
  ['nests without end', { LIST: (_, s) => flood(s, '('.repeat(65_536)) }, TOO_MUCH],
  [
    'names sixty million UIDs',
    {
      'UID SEARCH': (_, s) => {
        s.write('* SEARCH');
        flood(s, ' 1234567'.repeat(8_192));
      },
    },
    TOO_MUCH,
  ],
  [
    'announces a literal of 2 GiB',
    { 'UID FETCH': (_, s) => s.write('* 1 FETCH (UID 1 BODY[] {2147483648}\r\n') },
    TOO_MUCH,
  ],
  [
    'never ends a literal',
    { 'UID FETCH': (_, s) => s.write('* 1 FETCH (UID 1 BODY[] {100}\r\nSubject:') },
    LATE,
  ],
  [
    'hangs up in a literal',
    { 'UID FETCH': (_, s) => s.end('* 1 FETCH (UID 1 BODY[] {100}\r\nSubject:') },
    /cut/,
  ],
  [
    'drips a mail at 1 KB a second',
    {
      'UID FETCH': (_, s) => {
        s.write('* 1 FETCH (UID 1 BODY[] {900000}\r\n');
        drip(s, 'x'.repeat(100));
      },
    },
    LATE,
  ],
  ['answers under other tags', { SELECT: (_, s) => s.write('zz9 OK done\r\n') }, LATE],
  ['says BYE in the middle', { 'UID SEARCH': (_, s) => s.end('* BYE later\r\n') }, /says: "later"/],
  [
    'answers with garbage',
    { SELECT: (_, s) => s.write('\u0000\u00ff\u0001{)"\r\n* \u0007(('.repeat(100)) },
    /./,
  ],
  [
    'has more mails than UIDs exist',
    {
      SELECT: (tag, s) =>
        s.write(
          `* 2147483648 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 4294967295] .\r\n${tag} OK\r\n`,
        ),
      'UID SEARCH': (tag, s) => setTimeout(() => s.write(`* SEARCH\r\n${tag} OK\r\n`), 5),
    },
    LATE,
  ],
  ['refuses to search', { 'UID SEARCH': (tag, s) => s.write(`${tag} NO not now\r\n`) }, /refused/],
  [
    'refuses the login in strange words',
    { LOGIN: (tag, s) => s.write(`${tag} NO \u001b[2J{5}<script>\r\n`) },
    /^Login refused.*u\{1b\}\[2J/,
  ],
  [
    'claims capabilities that it has not',
    {
      ...oneMail(),
      CAPABILITY: (tag, s) =>
        s.write(
          `* CAPABILITY IMAP4rev1 UIDPLUS MOVE ENABLE CONDSTORE OBJECTID BINARY ID\r\n${tag} OK\r\n`,
        ),
      'UID MOVE': (tag, s) => s.write(`${tag} BAD what?\r\n`),
    },
    /^The server did not move the mails/,
  ],
  ['tells news without end', { SELECT: (_, s) => flood(s, NEWS) }, TOO_MUCH],
  [
    'writes empty lines without end',
    { SELECT: (_, s) => flood(s, '\r\n'.repeat(32_000)) },
    TOO_MUCH,
  ],
  [
    'writes nonsense without end',
    { SELECT: (_, s) => flood(s, '* (\r\n'.repeat(10_000)) },
    TOO_MUCH,
  ],
  ['tells news in place of a login', { LOGIN: (_, s) => flood(s, NEWS) }, TOO_MUCH],
  ['tells news in place of a list', { 'UID SEARCH': (_, s) => flood(s, NEWS) }, TOO_MUCH],
  ['tells news in place of mails', { 'UID FETCH': (_, s) => flood(s, NEWS) }, TOO_MUCH],
  [
    'tells news in place of a move',
    { ...oneMail(), 'UID MOVE': (_, s) => flood(s, NEWS) },
    /the connection was cut/,
  ],
];

test.each(CASES)('a server that %s is left by the deadline', async (_, ...hostile) => {
  expect((await cycle(...hostile)).peak).toBeLessThan(150);
});

async function cycle(malice: Malice, words: RegExp) {
  const server = await startHostile(malice);
  const place = { host: '127.0.0.1', port: server.port, tls: 'none' } as const;
  const login = { username: 'ann', password: PASSWORD, caPem: null, folder: 'INBOX' };
  child.send({ config: { ...place, ...login }, stepMs: STEP_MS });
  const [result]: CycleResult[] = await once(child, 'message');
  if (!result) throw new Error('The child said nothing.');
  expect(result.code).toMatch(/^mailbox\//);
  expect(result.words).toMatch(words);
  expect(result.words).not.toContain(PASSWORD);
  expect(result.ms).toBeLessThan(2 * STEP_MS);
  await server.close();
  return result;
}

test('a server that hands out mails nobody asked for is read no further than was asked', async () => {
  const others = '* 2 FETCH (UID 2 BODY[]<0> {3}\r\nyes)\r\n'.repeat(3);
  const server = await startHostile(oneMail(others));
  const place = { host: '127.0.0.1', port: server.port, tls: 'none' } as const;
  const login = { username: 'ann', password: PASSWORD, caPem: null, folder: 'INBOX' };
  child.send({ config: { ...place, ...login }, stepMs: STEP_MS });
  const [result]: CycleResult[] = await once(child, 'message');
  expect(result).toMatchObject({ code: 'good', mails: 1 });
  await server.close();
});
