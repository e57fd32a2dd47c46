import type { Viewer } from '#lib/filter/viewer';
import { type Entry, recordAudit } from '#lib/store/audit';
import type { Incoming, Origin, Outcome, Stored } from './incoming.ts';
import { ingestBatch } from './ingest-batch.ts';
import type { Reader } from './reader-thread.ts';

/** A file that a person or program handed over. */
export type Upload = { name: string; bytes: Uint8Array };

/**
 * Takes in a file of any kind that we read (XML, JSON, zip, gzip, mail), as the mailbox's mails are
 * taken in. `origin` says whether a person (`upload`) or a program (`api`) handed it over. That it was
 * stands in the audit log, or nothing of it is stored.
 */
export async function ingestUpload(
  viewer: Viewer,
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
  const entryOf = ({ state, messages }: Stored): Entry => {
    return [viewer, 'report.upload', name.slice(0, 255), null, { state, messages }];
  };
  const context = { origin, mailboxId: null, uidValidity: null, runId: null, entryOf };
  const [outcome] = await ingestBatch(reader, [incoming], context);
  if (!outcome) throw new Error('A batch of one mail gave no outcome.');
  // Nothing is stored of what is known already.
  if (outcome.state === 'known') await recordAudit(...entryOf(outcome));
  return outcome;
}
