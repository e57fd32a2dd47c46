import { lstatSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '#lib/errors';
import type { Cluster } from './cluster.ts';
import { canEnter, serverOwner } from './owner.ts';
import { chooseFolder, findPrograms } from './programs.ts';

/** Where the data of `home` is or will be, who works on it, and with which programs. */
export function findCluster(home: string, durable: boolean): Cluster {
  const place = join(home, 'postgres');
  const found = lstatSync(place, { throwIfNoEntry: false });
  // The link is made before the folder it points to: see chooseFolder.
  const known = found?.isSymbolicLink() ? readlinkSync(place) : place;
  const owner = serverOwner(known);
  const programs = findPrograms(owner);
  const folder = found ? known : chooseFolder(home, owner);
  if (!found && folder !== place) symlinkSync(folder, place);
  if (canEnter(owner, dirname(folder))) return { folder, programs, owner, durable };
  throw new AppError('config/invalid', {
    detail: `DATA_DIR: the user that runs PostgreSQL (${owner?.uid}) cannot enter ${home}. Move it to where others may enter, such as /var/lib.`,
  });
}
