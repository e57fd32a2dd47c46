import { createReadStream, readFileSync, type Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { AppError } from '#lib/errors';
import { isMbox, splitMbox } from '#lib/report/mbox';
import { atHome } from './terminal/place.ts';

/** A file or mail to read. `bytes` is null when it is too large to read at all. */
export type ReportFile = {
  /** As the person named it; a mail of a mbox has its number behind. */
  path: string;
  size: number;
  bytes: Uint8Array | null;
  /** Known to be a mail; of other files the content decides. */
  isMail: boolean;
  receivedAt: Date | null;
};

/** `receivedAt` is known of a mail in a maildir: its file's time, which is its INTERNALDATE. */
export type Place = { path: string; size: number; receivedAt: Date | null };

/** The most that is read of one file; a mbox is many mails and may be larger. */
const LARGEST_MBOX = 2 ** 31 - 1;

/**
 * The files behind paths, in order: a file is itself, a folder all it holds, sorted; of a maildir
 * only its mails, `-` is stdin. `request/not-found` for a path that is not there, before any is read.
 */
export async function listFiles(paths: readonly string[]): Promise<Place[]> {
  const places: Place[] = [];
  for (const path of paths) {
    if (path === '-') places.push({ path, size: 0, receivedAt: null });
    else {
      const facts = await factsOf(path);
      places.push(...(facts.isDirectory() ? await listFolder(path) : [placeOf(path, facts)]));
    }
  }
  return places;
}

/** Reads files one by one; a mbox becomes its mails. A file beyond `limit` bytes is not read. */
export async function* readFiles(
  places: readonly Place[],
  limit: number,
): AsyncGenerator<ReportFile> {
  for (const place of places) {
    const { path, receivedAt } = place;
    const bytes = path === '-' ? await buffer(process.stdin) : await readPlace(place, limit);
    if (bytes && isMbox(bytes)) {
      let number = 0;
      for (const mail of splitMbox(bytes)) {
        number += 1;
        yield {
          path: `${path}#${number}`,
          size: mail.length,
          bytes: mail,
          isMail: true,
          receivedAt,
        };
      }
    } else {
      yield { path, size: bytes?.length ?? place.size, bytes, isMail: false, receivedAt };
    }
  }
}

async function listFolder(folder: string, inMaildir = false): Promise<Place[]> {
  const names = (await readdir(atHome(folder))).toSorted();
  const isMaildir = names.includes('cur') && names.includes('new');
  const places: Place[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const facts = await factsOf(path);
    const wanted = isMaildir ? isMaildirPart(name, facts.isDirectory()) : !isHidden(name);
    if (!wanted) continue;
    if (facts.isDirectory()) places.push(...(await listFolder(path, isMaildir)));
    else if (facts.isFile()) places.push(placeOf(path, facts, inMaildir));
  }
  return places;
}

/** Maildir: mails stand in cur and new, in tmp they are not whole yet; Maildir++ subfolders are .X. */
function isMaildirPart(name: string, isDirectory: boolean) {
  return isDirectory && (name === 'cur' || name === 'new' || name.startsWith('.'));
}

/** Finder's and Windows' litter, and whatever the owner hid. */
function isHidden(name: string) {
  return name.startsWith('.') || name === '__MACOSX';
}

function placeOf(path: string, { size, mtime }: Stats, inMaildir = false): Place {
  return { path, size, receivedAt: inMaildir ? mtime : null };
}

async function factsOf(path: string) {
  try {
    return await stat(atHome(path));
  } catch (cause) {
    throw new AppError('request/not-found', { cause, detail: `${path} cannot be read.` });
  }
}

/** At once, since nothing else waits for this thread: otherwise a small file takes ten times the work. */
async function readPlace({ path, size }: Place, limit: number) {
  if (size > limit && !(size <= LARGEST_MBOX && isMbox(await firstBytes(path)))) return null;
  return readFileSync(atHome(path));
}

async function firstBytes(path: string) {
  return await buffer(createReadStream(atHome(path), { end: 15 }));
}

/** The name of a file without its folders, as it is kept. */
export function nameOf({ path }: Pick<ReportFile, 'path'>): string {
  return path === '-' ? 'stdin' : basename(path);
}
