import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#lib/errors';
import {
  type Address,
  freePort,
  newPassword,
  readAddress,
  toUrl,
  writeAddress,
} from './embedded/address.ts';
import { addLimitedRole, type Cluster, createCluster, resetPassword } from './embedded/cluster.ts';
import { findCluster } from './embedded/cluster-folder.ts';
import { hold, letGo } from './embedded/holder.ts';
import { findRunning, isReady, launch, shutDown } from './embedded/server.ts';
import { withLock } from './process-lock.ts';

/** `durable: false` is for tests: faster, and not meant to survive the machine. */
export type EmbeddedOptions = { dataDir: string; durable?: boolean };

export type Embedded = {
  url: string;
  /** Where the data is: below `dataDir`, or elsewhere if the server's user cannot enter that. */
  folder: string;
  /** Leaves the server; the last process that leaves stops it. */
  stop: () => Promise<void>;
  /** Settles when the connection to the server ends, by `stop` or without our doing. */
  lost: Promise<void>;
};

/**
 * A PostgreSQL of our own, its programs from npm, its data in `dataDir`, reachable from this machine
 * only. A server that already runs there is joined, be it of another command or an orphan of a
 * killed one; whatever a kill left half-done is put right.
 */
export function startEmbedded({ dataDir, durable = true }: EmbeddedOptions): Promise<Embedded> {
  const home = resolve(dataDir);
  const name = `embedded ${home}`;
  return withLock(name, async () => {
    // Root's server runs as another user, who must pass through; secrets in there are 0600.
    mkdirSync(home, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    const cluster = findCluster(home, durable);
    const url = (await joinRunning(home, cluster)) ?? (await start(home, cluster));
    const holder = await hold(url);
    const stop = () =>
      withLock(name, async () => {
        const isLast = await letGo(holder);
        const running = findRunning(cluster.folder);
        if (running && isLast) await shutDown(cluster.folder, running);
      });
    return { url, folder: cluster.folder, lost: holder.lost, stop };
  });
}

/** The server that already runs, if it answers; one that does not is stopped. */
async function joinRunning(home: string, { folder }: Cluster) {
  const running = findRunning(folder);
  if (!running) return null;
  const known = readAddress(addressFile(home));
  const url = known && toUrl({ ...known, port: running.port });
  if (url && (await isReady(folder, running, url))) return url;
  await shutDown(folder, running);
  return null;
}

async function start(home: string, cluster: Cluster) {
  const known = readAddress(addressFile(home));
  const address = known ?? { port: 0, password: newPassword() };
  // The password is kept before it is used: a kill in between must not lock us out.
  writeAddress(addressFile(home), address);
  if (!existsSync(cluster.folder)) await createCluster(cluster, address.password);
  else if (!known) await resetPassword(cluster, address.password);
  await oncePerCluster(home, cluster);
  return launchAt(address, home, cluster);
}

/** What later versions of Ruascope ask of a cluster; a file remembers that it was done. */
async function oncePerCluster(home: string, cluster: Cluster) {
  const done = join(home, 'postgres.limited-role');
  if (existsSync(done)) return;
  await addLimitedRole(cluster);
  writeFileSync(done, '');
}

async function launchAt({ port, password }: Address, home: string, cluster: Cluster) {
  const logFile = join(home, 'postgres.log');
  // A port that was free may be taken meanwhile; workers of a killed server may need a moment to go.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const address = { port: await freePort(attempt === 0 ? port : 0), password };
    const server = launch(cluster, address.port, logFile);
    if (await isReady(cluster.folder, server, toUrl(address))) {
      writeAddress(addressFile(home), address);
      return toUrl(address);
    }
    await shutDown(cluster.folder, server);
    await sleep(500);
  }
  const last = readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' ');
  throw new AppError('database/unavailable', {
    detail: `PostgreSQL does not start. ${logFile} ends: ${last}`,
  });
}

function addressFile(home: string) {
  return join(home, 'postgres.url');
}
