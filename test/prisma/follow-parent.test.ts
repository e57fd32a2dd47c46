import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';

const FOLLOW_PARENT = join(import.meta.dirname, '../../prisma/start/follow-parent.ts');

/** Ends as Next does: it lets its connections close, and only then leaves. */
const SERVER = `
  const server = require('node:http').createServer((_, response) => response.end());
  process.once('SIGTERM', () => server.close(() => process.exit(7)));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

/** Starts a server, and is killed while that still loads. */
const SHORT_LIVED = `
  const [followParent, server] = process.argv.slice(1);
  require('node:child_process').spawn(
    process.execPath,
    ['--import', followParent, '--eval', server],
    {
      env: { ...process.env, RUASCOPE_START: String(process.pid) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    },
  );
  process.kill(process.pid, 'SIGKILL');
`;

/** Answers with events without end, or with a file that its reader does not take. */
const STREAMS = `
  const server = require('node:http').createServer((request, response) => {
    const type = request.url === '/events' ? 'text/event-stream' : 'text/csv';
    response.setHeader('content-type', type);
    response.write('begun');
    const more = setInterval(() => response.write('x'.repeat(65536)), 5);
    response.on('close', () => clearInterval(more));
  });
  process.once('SIGTERM', () => server.close(() => process.exit(7)));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

test.each([
  ['/events', 0, 2_000],
  ['/file', 4_000, 8_000],
])('a reader of %s, who never lets go, is let go in time', async (path, atLeast, atMost) => {
  const server = startServer('ipc', { script: STREAMS });
  const port = await portOf(server);
  const ended = once(server, 'exit');
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  const begun = performance.now();
  server.kill('SIGTERM');
  // It breaks off: nobody may take what came for all there is.
  await expect(answer.text()).rejects.toThrow();
  expect(await ended).toEqual([7, null]);
  const took = performance.now() - begun;
  expect(took).toBeGreaterThan(atLeast);
  expect(took).toBeLessThan(atMost);
});

test('what Next ends with when it is told to end is told as a success', async () => {
  const script = SERVER.replace('process.exit(7)', 'process.exit(143)');
  const server = startServer('ipc', { script });
  await portOf(server);
  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([0, null]);
});

test('a client that keeps asking on one connection does not keep the server from ending', async () => {
  const server = startServer('ipc');
  const port = await portOf(server);
  const ended = once(server, 'exit');
  const asking = askUntilRefused(port);
  server.kill('SIGTERM');
  expect(await ended).toEqual([7, null]);
  await asking;
});

test('a server whose parent was killed before it had loaded ends', async () => {
  const parent = spawn(process.execPath, ['--eval', SHORT_LIVED, FOLLOW_PARENT, SERVER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // The server holds the other end of this pipe, too: it closes with the last of both.
  await once(parent.stdout.resume(), 'close');
  expect(parent.signalCode).toBe('SIGKILL');
});

test('it lives on where nobody started it as a child', async () => {
  const server = startServer('ignore', { environment: {} });
  await portOf(server);
  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([7, null]);
});

function startServer(
  channel: 'ipc' | 'ignore',
  {
    script = SERVER,
    environment = { RUASCOPE_START: 'yes' },
  }: { script?: string; environment?: Record<string, string> } = {},
) {
  return spawn(process.execPath, ['--import', FOLLOW_PARENT, '--eval', script], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit', channel],
  });
}

async function portOf({ stdout }: ChildProcess) {
  if (!stdout) throw new Error('the server has no voice');
  const [said] = await once(stdout, 'data');
  return Number(said);
}

/** One request after the other, so that the connection is hardly ever idle for the server to close. */
async function askUntilRefused(port: number) {
  for (;;) {
    try {
      await (await fetch(`http://127.0.0.1:${port}/`)).text();
      await sleep(20);
    } catch {
      return;
    }
  }
}
