import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { AppError } from '#lib/errors';
import { freePort, newPassword, readAddress, toUrl, writeAddress } from './embedded/address.ts';
import { type Cluster, createCluster, resetPassword } from './embedded/cluster.ts';
import { canEnter, serverOwner } from './embedded/owner.ts';
import { chooseFolder, findPrograms } from './embedded/programs.ts';
import {
  findRunning,
  isServerOf,
  launch,
  type RunningServer,
  shutDown,
} from './embedded/server.ts';
import { withLock } from './process-lock.ts';

export type EmbeddedOptions = { dataDir: string; durable?: boolean };

export type Embedded = {
  url: string;
  /** Leaves the server; the last process that leaves stops it. */
  stop: () => Promise<void>;
  /** Settles when the server ends without our doing. */
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
    mkdirSync(home, { recursive: true, mode: 0o711 });
    const server = await joinOrStart(home, durable);
    const holder = await hold(server.url);
    return {
      url: server.url,
      lost: holder.lost,
      stop: () => withLock(name, () => leave(holder, server.cluster)),
    };
  });
}

async function joinOrStart(home: string, durable: boolean) {
  const cluster = findCluster(home, durable);
  const addressFile = join(home, 'postgres.url');
  const known = readAddress(addressFile);
  const running = findRunning(cluster.folder);
  if (running) {
    const url = known && toUrl({ ...known, port: running.port });
    if (url && (await isReady(cluster, running, url))) return { url, cluster };
    await shutDown(cluster.folder, running);
  }
  // The password is kept before it is used: a kill in between must not lock us out.
  const password = known?.password ?? newPassword();
  writeAddress(addressFile, { port: known?.port ?? 0, password });
  if (!existsSync(cluster.folder)) await createCluster(cluster, password);
  else if (!known) await resetPassword(cluster, password);
  return { url: await start(cluster, home), cluster };
}

function findCluster(home: string, durable: boolean): Cluster {
  const place = join(home, 'postgres');
  const found = lstatSync(place, { throwIfNoEntry: false });
  const owner = serverOwner(found?.isSymbolicLink() ? readlinkSync(place) : place);
  const programs = findPrograms(owner);
  if (!found) {
    const folder = chooseFolder(home, owner);
    if (folder !== place) symlinkSync(folder, place);
    return { folder, programs, owner, durable };
  }
  const folder = found.isSymbolicLink() ? readlinkSync(place) : place;
  if (canEnter(owner, dirname(folder))) return { folder, programs, owner, durable };
  throw new AppError('config/invalid', {
    detail: `DATA_DIR: the user that runs PostgreSQL (${owner?.uid}) cannot enter ${home}. Move it to where others may enter, such as /var/lib.`,
  });
}

async function start(cluster: Cluster, home: string) {
  const addressFile = join(home, 'postgres.url');
  const logFile = join(home, 'postgres.log');
  const known = readAddress(addressFile);
  // A port that was free may be taken meanwhile; workers of a killed server may need a moment to go.
  for (let attempt = 0; known && attempt < 5; attempt += 1) {
    const address = { ...known, port: await freePort(attempt === 0 ? known.port : 0) };
    const server = launch(cluster, address.port, logFile);
    if (await isReady(cluster, server, toUrl(address))) {
      writeAddress(addressFile, address);
      return toUrl(address);
    }
    await shutDown(cluster.folder, server);
    await sleep(500);
  }
  const last = readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' ');
  throw new AppError('database/unavailable', { detail: `${logFile} ends: ${last}` });
}

/** Waits until a server answers; false when it ended, does not know our password, or never spoke. */
async function isReady({ folder }: Cluster, { pid }: RunningServer, url: string) {
  for (let waited = 0; isServerOf(folder, pid); waited += 50) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      const code = error instanceof DatabaseError ? error.code : undefined;
      if (code === WRONG_PASSWORD) return false;
      // Recovery after a crash takes as long as it takes; silence does not.
      if (code !== STARTING_UP && waited > 30_000) return false;
    }
    await sleep(50);
  }
  return false;
}

const STARTING_UP = '57P03';
const WRONG_PASSWORD = '28P01';
const HOLDER = 'ruascope holder';

type Holder = { client: Client; lost: Promise<void> };

/** Every process that uses the server keeps one connection of this name for as long as it lives. */
async function hold(url: string): Promise<Holder> {
  const client = new Client({ connectionString: url, application_name: HOLDER });
  const lost = new Promise<void>((settle) => client.once('end', settle));
  client.on('error', () => undefined);
  await client.connect();
  return { client, lost };
}

async function leave({ client }: Holder, { folder }: Cluster) {
  const others = await countOthers(client);
  await client.end();
  const running = findRunning(folder);
  if (running && others === 0) await shutDown(folder, running);
}

async function countOthers(client: Client) {
  try {
    const { rowCount } = await client.query(
      'SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()',
      [HOLDER],
    );
    return rowCount ?? 0;
  } catch {
    return 0; // The connection is broken, and with it whatever the others held.
  }
}
