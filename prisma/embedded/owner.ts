import { spawnSync } from 'node:child_process';
import { lstatSync } from 'node:fs';

/** The user that the server runs as; null is the user of this process. */
export type Owner = { uid: number; gid: number } | null;

/**
 * Postgres refuses to run as root. Started by root, it runs as the owner of the data it finds, else
 * as a system user `ruascope`, made on first need; where that cannot be made, as one that is there.
 */
export function serverOwner(folder: string): Owner {
  if (process.getuid?.() !== 0) return null;
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid };
  return findUser('ruascope') ?? createUser() ?? findUser('postgres') ?? findUser('nobody') ?? null;
}

/** Whether the server's user can look into a folder, all its parents included. */
export function canEnter(owner: Owner, folder: string): boolean {
  return !owner || spawnSync('test', ['-x', folder], { ...owner, cwd: '/' }).status === 0;
}

function createUser() {
  spawnSync('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', 'ruascope']);
  return findUser('ruascope');
}

function findUser(name: string) {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : null;
  });
  return uid && gid ? { uid, gid } : null;
}
