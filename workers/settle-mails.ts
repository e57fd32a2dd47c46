import { AppError, isAppError } from '#lib/errors';
import { faultPoint } from '#lib/fault';
import { applyAfterAction } from '#lib/net/imap-after';
import { listPresentUids } from '#lib/net/imap-folder';
import type { LedgerState } from '#lib/queries/ledger-states';
import { timed } from '#lib/stage-seconds';
import { dropVanished } from '#lib/store/claim';
import type { Pass } from './pass.ts';

/** Does with mails that are safe what the owner wants, then lets the checkpoint pass them. */
export async function settleMails(
  { client, after, complaints, checkpoint }: Pass,
  states: ReadonlyMap<number, LedgerState>,
): Promise<void> {
  for (const state of ['done', 'quarantined', 'unread'] as const) {
    const uids = [...states].flatMap(([uid, its]) => (its === state ? uid : []));
    if (uids.length === 0) continue;
    try {
      faultPoint('before-after-action');
      await timed('settle', () => applyAfterAction(client, uids, after[state]));
      faultPoint('after-after-action');
      checkpoint.settle(uids);
    } catch (error) {
      // Taking mails in goes on: they are safe, and the owner reads why they stay where they are.
      if (!isAppError(error) || error.code !== 'mailbox/refused') throw error;
      complaints.push(error);
    }
  }
  await checkpoint.save();
}

/** Mails the server did not hand out: gone when it no longer lists them, otherwise it withheld them. */
export async function settleVanished(
  { client, mailbox, folder, checkpoint, complaints }: Pass,
  uids: number[],
): Promise<void> {
  if (uids.length === 0 || complaints.length > 0) return;
  const present = await listPresentUids(client, uids);
  const gone = uids.filter((uid) => !present.has(uid));
  await dropVanished({ mailboxId: mailbox.id, uidValidity: folder.uidValidity }, gone);
  checkpoint.settle(gone);
  await checkpoint.save();
  const withheld = uids.length - gone.length;
  if (withheld === 0) return;
  throw new AppError('mailbox/unreachable', {
    detail: `${client.host} lists ${withheld} mails that it does not hand out; they are asked for again.`,
  });
}
