import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildIfChanged } from '#prisma/start/build';
import { WEB_FLAGS } from '#prisma/start/worker-flags';

const ROOT = join(import.meta.dirname, '../..');

/** The pages as `npm run web` serves them, in a process of their own. */
export type BenchWeb = { url: string; pid: number; stop: () => Promise<void> };

/**
 * Builds the pages unless they are built of these very sources, as `npm start` does, and serves them
 * from the database of DATABASE_URL.
 */
export async function startBenchWeb(): Promise<BenchWeb> {
  await buildIfChanged(process.env, new AbortController().signal);
  const port = await freePort();
  const child = spawn(process.execPath, [...WEB_FLAGS, 'prisma/web.ts'], {
    cwd: ROOT,
    env: {
      ...{ ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      ...{ HOST: '127.0.0.1', PORT: `${port}` },
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/api/health`, child);
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      // Asked kindly it would first finish pages that nobody waits for any more.
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function answers(url: string, child: ChildProcess) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(100)) {
    if (child.exitCode !== null) throw new Error(`The web ended with code ${child.exitCode}.`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
  }
  child.kill('SIGTERM');
  throw new Error('The web does not answer.');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
