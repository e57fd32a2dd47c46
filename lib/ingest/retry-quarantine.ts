import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/filter/viewer';
import type { Entry } from '#lib/store/audit';
import { findQuarantined } from '#lib/store/quarantine';
import type { Incoming, Outcome, Stored } from './incoming.ts';
import { asksWhoSent } from './ingest-batch.ts';
import { readContents } from './read-contents.ts';
import type { Reader } from './reader-thread.ts';
import { storeAll } from './store-contents.ts';

const decompress = promisify(gunzip);

/**
 * Reads a quarantined mail again, with today's reader: what can be read now is stored (nothing is
 * counted twice), where nothing is refused any more the quarantine is resolved, and who had it read
 * stands in the audit log with what came of it. Throws
 * `request/not-found` for an unknown id and `request/conflict` where no bytes were kept.
 */
export async function retryQuarantine(
  viewer: Viewer,
  reader: Reader,
  quarantineId: bigint,
): Promise<Outcome> {
  const kept = await findQuarantined(quarantineId);
  if (!kept) throw new AppError('request/not-found');
  if (!kept.raw) {
    const detail =
      'The mail was too large to keep; raise MAX_MAIL_BYTES and poll its mailbox again.';
    throw new AppError('request/conflict', { detail, reason: { why: 'notKept' } });
  }
  const raw = await decompress(kept.raw);
  const mail: Incoming = {
    raw,
    name: kept.fileName,
    receivedAt: kept.receivedAt,
    uid: null,
    size: raw.byteLength,
  };
  const evidence = asksWhoSent(kept.origin);
  const claim = { id: kept.messageId, attempts: 1, evidence };
  const contents = await readContents(reader, mail, claim);
  const entryOf = ({ state }: Stored): Entry => {
    return [viewer, 'quarantine.retry', String(quarantineId), null, { read: state === 'done' }];
  };
  const place = { mailboxId: null, uidValidity: null, runId: null };
  const context = { origin: kept.origin, ...place, entryOf };
  const [outcome] = await storeAll([{ mail, contents }], context);
  if (!outcome) throw new Error('A batch of one mail gave no outcome.');
  return { uid: null, ...outcome };
}
