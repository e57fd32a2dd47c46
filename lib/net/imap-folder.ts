import type { ImapFlow } from 'imapflow';
import { AppError } from '#lib/errors';
import { withAllowance } from './imap-allowance.ts';
import type { ImapConfig } from './imap-config.ts';
import { inWords, mailboxError, placeOf, rootOf } from './imap-error.ts';
import { faultOf, serverSays } from './imap-fault.ts';
import { takeRefusal } from './imap-log.ts';

/** An open folder. A new `uidValidity` means that every UID known before is void (RFC 9051, 2.3.1.1). */
export type Folder = { path: string; uidValidity: bigint; uidNext: number; exists: number };

/** Opens the configured folder; read-only where nothing in it will be changed. */
export async function openFolder(
  client: ImapFlow,
  config: ImapConfig,
  { readOnly }: { readOnly: boolean },
): Promise<Folder> {
  try {
    const levels = folderPath(config.folder);
    const box = await withAllowance(client, () => client.mailboxOpen(levels, { readOnly }));
    const { path, uidValidity, uidNext, exists } = box;
    if (!uidValidity || uidValidity > 0xffff_ffffn)
      throw new Error('UIDVALIDITY is no UIDVALIDITY.');
    return { path, uidValidity, uidNext, exists };
  } catch (cause) {
    throw mailboxError(rootOf(client, cause), config);
  }
}

/** `A/B` as levels, which imapflow joins with the server's own separator and namespace. */
export function folderPath(folder: string): string[] {
  return folder.split('/');
}

/** UIDs a search may name at once: the longest answer stays well under the line limit (8 MiB). */
const SEARCH_WIDTH = 500_000;

/** A UID has ten digits at most, and a blank before it. */
const UID_BYTES = 11;

/**
 * The UIDs above `sinceUid`, ascending: what is new, whether or not somebody has read it. Mails that
 * came before the day `since` are left out (SEARCH SINCE goes by the day of arrival).
 */
export async function listNewUids(
  client: ImapFlow,
  folder: Folder,
  sinceUid: number,
  since: Date | null = null,
): Promise<number[]> {
  const uids: number[] = [];
  // A mail that arrives after this moment is the next poll's.
  for (let low = sinceUid + 1; low < folder.uidNext; low += SEARCH_WIDTH) {
    const high = Math.min(low + SEARCH_WIDTH, folder.uidNext) - 1;
    const asked = { uid: `${low}:${high}`, ...(since && { since }) };
    for (const uid of await searchUids(client, asked, high - low + 1)) {
      if (uid >= low && uid <= high) uids.push(uid);
    }
    if (uids.length >= folder.exists) break;
  }
  return uids;
}

/** Which of these mails are still in the folder. */
export async function listPresentUids(client: ImapFlow, uids: number[]): Promise<Set<number>> {
  return new Set(await searchUids(client, { uid: uidSet(uids) }, uids.length));
}

/** UIDs as an IMAP sequence set: `1:3,7`. */
export function uidSet(uids: readonly number[]): string {
  const runs: { low: number; high: number }[] = [];
  for (const uid of [...uids].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && uid <= last.high + 1) last.high = uid;
    else runs.push({ low: uid, high: uid });
  }
  return runs.map(({ low, high }) => (low === high ? `${low}` : `${low}:${high}`)).join(',');
}

async function searchUids(client: ImapFlow, asked: { uid: string; since?: Date }, most: number) {
  takeRefusal(client);
  const search = () => client.search(asked, { uid: true });
  const found = await inWords(client, search, { answer: most * UID_BYTES });
  // `false` is a refusal, never an empty folder (SECURITY 1, row 21).
  if (Array.isArray(found)) return found;
  const cause = takeRefusal(client);
  const error = mailboxError(cause, placeOf(client));
  if (error.code === 'mailbox/throttled') throw error;
  throw new AppError('mailbox/unreachable', {
    cause,
    detail: `${client.host} refused to list its mails.${serverSays(faultOf(cause))}`,
  });
}
