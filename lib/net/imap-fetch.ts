import type { ImapFlow } from 'imapflow';
import { timed } from '#lib/stage-seconds';
import { withAllowance } from './imap-allowance.ts';
import { inWords } from './imap-error.ts';
import { uidSet } from './imap-folder.ts';

/** A mail as the server keeps it; `raw` is null when it is larger than we read. */
export type FetchedMail = { uid: number; raw: Uint8Array | null; size: number; receivedAt: Date };

/** A batch: one command, one transaction, one after-action (PERFORMANCE 3.vi). */
const BATCH_MAILS = 200;
const BATCH_BYTES = 4 * 2 ** 20;
/** A mail of this size holds thousands of records, and ends its batch: they are stored while the next is read. */
const LARGE = 256 * 2 ** 10;

/** Sizes are asked for this many mails at once. */
const SIZE_CHUNK = 1_000;

/**
 * Reads mails in batches of at most 200 or 4 MB, the next one already on its way while the caller
 * works on the last, and never a second one. Reading leaves no trace: BODY.PEEK, and a size asked
 * before any body. A UID the server does not answer for is left out; only the caller can tell gone
 * from withheld.
 */
export async function* fetchMails(
  client: ImapFlow,
  uids: readonly number[],
  maxMailBytes: number,
): AsyncGenerator<FetchedMail[]> {
  const plan = planBatches(client, uids, maxMailBytes);
  let next = fetchNext();
  for (;;) {
    const batch = await next;
    if (!batch) return;
    next = fetchNext();
    // Its failure is told when it is awaited; a caller that stops before has no use for it.
    next.catch(() => undefined);
    yield batch;
  }

  async function fetchNext() {
    return await inWords(client, async () => {
      const step = await plan.next();
      if (step.done) return null;
      return await timed('fetch', () => fetchBodies(client, step.value, maxMailBytes));
    });
  }
}

/** What the ledger can hold; a server may say anything. */
const LARGEST_SIZE = 2 ** 31 - 1;
const LATEST = Date.UTC(10_000, 0);

/**
 * What of a batch is held in memory, besides one mail of the largest size, whatever sizes the server
 * had named. Some servers err by half; what is beyond counts as not handed out, and is asked for again.
 */
const MOST_HELD = 2 * BATCH_BYTES;

/** What a server says of a mail besides its bytes. */
const HEAD_BYTES = 256;

type Head = { uid: number; size: number; receivedAt: Date };

async function* planBatches(client: ImapFlow, uids: readonly number[], maxMailBytes: number) {
  let batch: Head[] = [];
  let bytes = 0;
  for (let start = 0; start < uids.length; start += SIZE_CHUNK) {
    for (const head of await fetchHeads(client, uids.slice(start, start + SIZE_CHUNK))) {
      const weight = head.size > maxMailBytes ? 0 : head.size;
      if (batch.length > 0 && bytes + weight > BATCH_BYTES) {
        yield batch;
        batch = [];
        bytes = 0;
      }
      batch.push(head);
      bytes += weight;
      if (batch.length < BATCH_MAILS && weight < LARGE) continue;
      yield batch;
      batch = [];
      bytes = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

async function fetchHeads(client: ImapFlow, uids: readonly number[]): Promise<Head[]> {
  const heads = new Map<number, Head>();
  const query = { uid: true, size: true, internalDate: true };
  const fetch = async () => {
    for await (const mail of client.fetch(uidSet(uids), query, { uid: true })) {
      heads.set(mail.uid, {
        uid: mail.uid,
        size: Math.min(mail.size ?? 0, LARGEST_SIZE),
        receivedAt: instant(mail.internalDate),
      });
    }
  };
  await withAllowance(client, fetch, { answer: uids.length * HEAD_BYTES });
  // In our order, each once, and nothing that was not asked for.
  return uids.flatMap((uid) => heads.get(uid) ?? []);
}

async function fetchBodies(client: ImapFlow, heads: readonly Head[], maxMailBytes: number) {
  const wanted = heads.filter((head) => head.size <= maxMailBytes).map((head) => head.uid);
  const bodies = new Map<number, Uint8Array>();
  if (wanted.length > 0) {
    // RFC822.SIZE is a hint: the range is what holds the server to our limit.
    const query = { uid: true, source: { maxLength: maxMailBytes + 1 } };
    let room = MOST_HELD + maxMailBytes;
    const answer = room + wanted.length * HEAD_BYTES;
    const fetch = async () => {
      for await (const { uid, source } of client.fetch(uidSet(wanted), query, { uid: true })) {
        room -= source?.length ?? 0;
        if (source && room >= 0) bodies.set(uid, source);
      }
    };
    try {
      await withAllowance(client, fetch, { answer });
    } catch (cause) {
      // Over a line that never lasts for a whole batch, these are the way forward; the next command
      // meets the same trouble and tells it.
      if (bodies.size === 0) throw cause;
    }
  }
  return heads.flatMap((head) => withBody(head, bodies.get(head.uid), maxMailBytes));
}

function withBody(head: Head, body: Uint8Array | undefined, maxMailBytes: number): FetchedMail[] {
  if (head.size > maxMailBytes) return [{ ...head, raw: null }];
  if (!body) return [];
  const size = Math.max(head.size, body.length);
  return [{ ...head, size, raw: body.length > maxMailBytes ? null : body }];
}

function instant(internalDate: Date | string | undefined) {
  const date = new Date(internalDate ?? Date.now());
  return date.getTime() < LATEST ? date : new Date();
}
