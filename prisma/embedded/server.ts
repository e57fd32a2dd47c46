import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { type Cluster, SURROUNDINGS } from './cluster.ts';

/** A server that works on our data folder, started by us or by a process that was killed since. */
export type RunningServer = { pid: number; port: number };

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // Sockets live in a folder of this machine, whose name other servers may have taken.
  unix_socket_directories: '',
  max_connections: '50',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  // No replica reads our log; bulk loads into a new partition may skip it.
  wal_level: 'minimal',
  max_wal_senders: '0',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};

/** For tests: fast, and not meant to survive the machine. */
const FLEETING = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The server that already works on this folder; null also where only a stale note of one is left. */
export function findRunning(folder: string): RunningServer | null {
  const note = join(folder, 'postmaster.pid');
  const [pid, , , port] = readLines(note).map(Number);
  if (!pid) return null;
  if (isServerOf(folder, pid)) return { pid, port: port ?? 0 };
  // After kill -9 and a restart of the machine or container, the number may be another process's.
  rmSync(note, { force: true });
  return null;
}

/** Starts the server in a session of its own: Ctrl-C in our terminal is for us to hear, not for it. */
export function launch(cluster: Cluster, port: number, logFile: string): RunningServer {
  const settings = { ...SETTINGS, ...(cluster.durable ? {} : FLEETING) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(logFile);
  const server = spawn(
    join(cluster.programs, 'postgres'),
    ['-D', cluster.folder, '-p', `${port}`, ...flags],
    { ...cluster.owner, ...SURROUNDINGS, detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  server.on('error', () => undefined);
  server.unref();
  return { pid: server.pid ?? 0, port };
}

/** Waits until a server answers; false when it ended, does not know our password, or stays silent. */
export async function isReady(folder: string, { pid }: RunningServer, url: string) {
  for (let waited = 0; isServerOf(folder, pid); waited += 50) {
    const refusal = await connectOnce(url);
    if (refusal === null) return true;
    if (refusal === WRONG_PASSWORD) return false;
    // Recovery after a crash takes as long as it takes; silence does not.
    if (refusal !== STARTING_UP && waited > 30_000) return false;
    await sleep(50);
  }
  return false;
}

const STARTING_UP = '57P03';
const WRONG_PASSWORD = '28P01';

/** Why a connection was refused, as its SQLSTATE where there is one; null where it was not. */
async function connectOnce(url: string) {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    return null;
  } catch (error) {
    return error instanceof DatabaseError ? error.code : undefined;
  }
}

/** Stops a server: open transactions are rolled back, connections cut (a "fast" shutdown). */
export async function shutDown(folder: string, { pid }: RunningServer): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isServerOf(folder, pid)) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < 15_000 && isServerOf(folder, pid); waited += 25) await sleep(25);
  }
}

/** Whether the process of this number is a server that works on this folder. */
function isServerOf(folder: string, pid: number): boolean {
  return pid > 0 && commandLine(pid).includes(folder);
}

function commandLine(pid: number) {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' });
  } catch {
    return ''; // There is no such process.
  }
}

function readLines(file: string) {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return []; // No note: no server.
  }
}

function openLog(file: string) {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 5 * 2 ** 20) renameSync(file, `${file}.old`);
  return openSync(file, 'a', 0o600);
}
