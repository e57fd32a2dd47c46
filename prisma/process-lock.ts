import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A lock between the processes of one machine, made of a socket: the kernel frees it when its holder
 * dies, however it dies, and a number of a process long gone cannot be mistaken for a living one.
 */
export type ProcessLock = { release: () => Promise<void> };

/** Runs `work` while no other process runs work of the same name; waits for its turn. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  let lock = await tryLock(name);
  while (!lock) {
    await sleep(100);
    lock = await tryLock(name);
  }
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** Takes the lock, or returns null where another process holds it; that one speaks by `answer`. */
export async function tryLock(name: string, answer = () => ''): Promise<ProcessLock | null> {
  const path = socketPath(name);
  const server = createServer((visitor) => {
    visitor.on('error', () => undefined);
    visitor.end(answer());
  });
  if (await listen(server, path)) return lockOf(server);
  if ((await askHolder(name)) !== null) return null;
  // Only a socket that is a file can outlive its holder.
  if (!path.startsWith('\0')) rmSync(path, { force: true });
  return (await listen(server, path)) ? lockOf(server) : null;
}

/** What the holder of a lock answers; null where nobody holds it. */
export function askHolder(name: string): Promise<string | null> {
  return new Promise((resolve) => {
    let answer = '';
    createConnection(socketPath(name))
      .setEncoding('utf8')
      .on('data', (text) => {
        answer += text;
      })
      .on('end', () => resolve(answer))
      .on('error', () => resolve(null));
  });
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(path, () => resolve(true));
  });
}

function lockOf(server: Server): ProcessLock {
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

// Linux has names that are no files ("abstract" sockets, unix(7)); elsewhere it is a file in the
// temporary folder. A path may be 104 bytes long at most, so the name is hashed.
function socketPath(name: string) {
  const file = `ruascope-${createHash('sha256').update(name).digest('hex').slice(0, 24)}`;
  return process.platform === 'linux' ? `\0${file}` : join(tmpdir(), file);
}
