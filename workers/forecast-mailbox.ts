import { env } from '#lib/env';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { addOutcomes } from '#lib/ingest/ingest-run';
import { createReader } from '#lib/ingest/reader-thread';
import { configOf } from '#lib/jobs/mailbox-config';
import { fetchMails } from '#lib/net/imap-fetch';
import { listNewUids, openFolder } from '#lib/net/imap-folder';
import { withImap } from '#lib/net/imap-session';
import { ledgerStates } from '#lib/queries/ledger-states';
import type { PollMailbox } from '#lib/queries/poll-targets';
import { NOTHING_DONE, type RunCounts } from '#lib/store/run';
import { Forecast } from './forecast.ts';
import type { OnProgress } from './run-progress.ts';
import { toIncoming } from './take-in-batches.ts';

type ForecastOptions = { stop: AbortSignal; onProgress: OnProgress };

/**
 * Tells what the next poll of a mailbox would do: its new mails are fetched and read, without a
 * trace in the folder or the database. Throws as the mailbox does (`mailbox/*`).
 */
export async function forecastMailbox(
  mailbox: PollMailbox,
  { stop, onProgress }: ForecastOptions,
): Promise<RunCounts> {
  const config = configOf(mailbox);
  const maxMailBytes = env().MAX_MAIL_BYTES;
  const reader = createReader();
  try {
    return await withImap(config, { maxMailBytes, stop }, async ({ client, hold }) => {
      const folder = await openFolder(client, config, { readOnly: true });
      const since = mailbox.uidValidity === folder.uidValidity ? Number(mailbox.lastUid) : 0;
      const place = { mailboxId: mailbox.id, uidValidity: folder.uidValidity };
      const known = await ledgerStates(SYSTEM_VIEWER, place, since);
      const isOpen = (uid: number) => (known.get(uid) ?? 'begun') === 'begun';
      const found = await listNewUids(client, folder, since, mailbox.readSince);
      const uids = found.filter(isOpen);
      const forecast = new Forecast(reader);
      let counts = NOTHING_DONE;
      for await (const batch of fetchMails(client, uids, maxMailBytes)) {
        const mails = batch.map(toIncoming);
        const outcomes = await hold(() => forecast.add(mails));
        counts = addOutcomes(counts, outcomes, mails);
        onProgress(counts, uids.length);
        stop.throwIfAborted();
      }
      return counts;
    });
  } finally {
    await reader.close();
  }
}
