import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '#test/support/temp-folder';

/** A file system of its own that can be full. */
export type SmallDisk = {
  folder: string;
  /** Takes all the room that is left. */
  fill: () => void;
  /** Gives it back. */
  makeRoom: () => void;
  remove: () => void;
};

const PIECE = Buffer.alloc(4096);

/** Mounts a disk of so many MiB, in memory; null where this process may not mount anything. */
export function mountSmallDisk(mib: number): SmallDisk | null {
  const folder = tempFolder('disk');
  const mounted = spawnSync('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${mib}m,mode=755`,
    'tmpfs',
    folder,
  ]);
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => fill(ballast),
    makeRoom: () => rmSync(ballast),
    remove: () => {
      // Whoever works on it just now must not keep it from being taken away.
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function fill(path: string) {
  const file = openSync(path, 'a');
  try {
    for (;;) writeSync(file, PIECE);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
}
