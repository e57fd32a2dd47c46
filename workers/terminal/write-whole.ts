import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { AppError, isAppError } from '#lib/errors';
import { ENGLISH } from './english.ts';
import { atHome } from './place.ts';
import { say } from './print.ts';

/** Writes a file. Nobody may take half of one for a whole one: it gets its name when it is on the disk. */
export async function writeWhole(pieces: AsyncIterable<Uint8Array>, out: string): Promise<void> {
  const file = atHome(out);
  const part = `${file}.part`;
  try {
    await pipeline(pieces, createWriteStream(part, { flush: true }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    if (isAppError(error) || !isFileFault(error)) throw error;
    throw new AppError('request/not-found', { cause: error, detail: `${out} cannot be written.` });
  }
  await say(`${out}: ${ENGLISH.bytes((await stat(file)).size)}`);
}

/** No such folder, no right, no room: the file system's word, not the database's. */
function isFileFault(error: unknown) {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}
