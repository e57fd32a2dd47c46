import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Incoming } from '#lib/ingest/incoming';
import type { LoadKind, Manifest } from './load.ts';

/** A load that lies in a folder: a file for each mail, and what they hold in all. */
export type MailsOnDisk = { manifest: Manifest; mails: MailOnDisk[] };
type MailOnDisk = { file: string; size: number; receivedAt: number };

/** Writes a load into a folder; in a process of its own, whose memory is not that of what is measured. */
export async function putMailsOnDisk(
  folder: string,
  kind: LoadKind,
  count: number,
  seed = 1,
): Promise<MailsOnDisk> {
  const load = [folder, kind, `${count}`, `${seed}`];
  const child = fork(join(import.meta.dirname, 'write-mails.ts'), load);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`Writing the load ended with code ${code}.`);
  return JSON.parse(readFileSync(join(folder, LIST), 'utf8'));
}

export const LIST = 'mails.json';

/** The mails, each read when its turn comes. */
export function* mailsFrom(folder: string, mails: readonly MailOnDisk[]): Generator<Incoming> {
  for (const { file, size, receivedAt } of mails) {
    const raw = readFileSync(join(folder, file));
    yield { raw, name: null, receivedAt: new Date(receivedAt), uid: null, size };
  }
}
