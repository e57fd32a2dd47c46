import type { Incoming, Origin, Outcome } from './incoming.ts';
import { ingestBatch } from './ingest-batch.ts';
import type { Reader } from './reader-thread.ts';

/** A file that a person or program handed over. */
export type Upload = { name: string; bytes: Uint8Array };

/**
 * Takes in a file of any kind that we read (XML, JSON, zip, gzip, mail), as the mailbox's mails are
 * taken in. `origin` says whether a person (`upload`) or a program (`api`) handed it over.
 */
export async function ingestUpload(
  reader: Reader,
  { name, bytes }: Upload,
  origin: Extract<Origin, 'upload' | 'api'>,
  now: Date,
): Promise<Outcome> {
  const incoming: Incoming = {
    raw: bytes,
    name,
    receivedAt: now,
    uid: null,
    size: bytes.byteLength,
  };
  const context = { origin, mailboxId: null, uidValidity: null, runId: null };
  const [outcome] = await ingestBatch(reader, [incoming], context);
  if (!outcome) throw new Error('A batch of one mail gave no outcome.');
  return outcome;
}
