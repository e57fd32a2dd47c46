import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Which Ruascope this is; `commit` is null where the folder is no clone. */
export type ProductVersion = { version: string; commit: string | null; licence: string };

const manifest = z.object({ version: z.string(), license: z.string() });

let known: ProductVersion | undefined;

/** The version and the commit of the folder that this process runs from. */
export function productVersion(): ProductVersion {
  known ??= readVersion();
  return known;
}

function readVersion(): ProductVersion {
  const { version, license: licence } = manifest.parse(
    JSON.parse(readFileSync('package.json', 'utf8')),
  );
  return { version, commit: commitIn('.git'), licence };
}

/** What HEAD names, without asking git, which a server need not have. */
function commitIn(given: string): string | null {
  if (!existsSync(given)) return null;
  const folder = folderOf(given);
  const head = readIn(folder, 'HEAD');
  const ref = /^ref: (.+)$/.exec(head ?? '')?.[1];
  if (ref === undefined) return head;
  const shared = readIn(folder, 'commondir');
  const common = shared === null ? folder : join(folder, shared);
  return readIn(common, ref) ?? packedIn(common, ref);
}

/** In a work tree `.git` is a file that says where the folder is. */
function folderOf(path: string): string {
  try {
    return /^gitdir: (.+)$/m.exec(readFileSync(path, 'utf8'))?.[1] ?? path;
  } catch {
    return path; // A folder cannot be read as a file: it is the one.
  }
}

function readIn(folder: string, name: string): string | null {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}

function packedIn(folder: string, ref: string): string | null {
  const lines = readIn(folder, 'packed-refs')?.split('\n') ?? [];
  return lines.find((line) => line.endsWith(` ${ref}`))?.slice(0, 40) ?? null;
}
