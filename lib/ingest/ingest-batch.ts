import { env } from '#lib/env';
import { faultPoint } from '#lib/fault';
import { timed } from '#lib/stage-seconds';
import { type Claimed, claimMessages, countTry, dropClaims, releaseClaims } from '#lib/store/claim';
import type { Incoming, IngestContext, Origin, Outcome, Stored } from './incoming.ts';
import { readContents } from './read-contents.ts';
import type { Reader } from './reader-thread.ts';
import { type ReadIncoming, storeAll } from './store-contents.ts';

/** How a batch stands to what else goes on. */
export type BatchOptions = {
  /**
   * The batch before this one, which may still be on its way: nothing is stored before it is, and
   * its failure is this one's.
   */
  before?: Promise<unknown>;
  /**
   * Asked once mails are read and `before` has ended: how many of them, from the first on, may be
   * stored. The others are let go as if nobody had begun them, and have no outcome.
   */
  admit?: (read: readonly ReadIncoming[]) => number;
};

/**
 * Takes a batch of mails in, each exactly once (SECURITY 3.1): claims them in the ledger, reads them
 * in the isolated thread, stores all of them in one transaction. A mail that cannot be read goes to
 * quarantine with its bytes and the reason, and the others are stored. Outcomes come in the order
 * given. Throws only when the world is broken (`database/unavailable`): then nothing of the batch is
 * stored and it may be handed in again.
 */
export async function ingestBatch(
  reader: Reader,
  mails: readonly Incoming[],
  context: IngestContext,
  options: BatchOptions = {},
): Promise<Outcome[]> {
  faultPoint('before-claim');
  const claimed = await timed('claim', () =>
    claimMessages(mails.map((mail) => ({ ...mail, ...context }))),
  );
  const ledger = mails.flatMap((mail, index) => {
    const claim = claimed[index];
    return claim ? [{ mail, claim }] : [];
  });
  faultPoint('after-claim');
  const open = ledger.filter(({ claim }) => claim.state === 'claimed');
  const fresh = open.filter(({ claim }) => !claim.again);
  const begun = open.filter(({ claim }) => claim.again);
  const batch = { reader, context, ...options };
  const stored = await takeIn(batch, fresh);
  if (stored.length === fresh.length) stored.push(...(await takeInAlone(batch, begun)));
  const ends = new Map(stored.map((one) => [one.messageId, one]));
  for (const { claim } of ledger)
    if (claim.state !== 'claimed') ends.set(claim.id, known(claim.id));
  return ledger.flatMap(({ mail: { uid }, claim: { id } }) => {
    const end = ends.get(id);
    return end ? [{ uid, ...end }] : [];
  });
}

type Batch = BatchOptions & { reader: Reader; context: IngestContext };
type Claims = readonly { mail: Incoming; claim: Claimed }[];

/**
 * Reads each mail alone that an earlier process began and never ended: if it ends this one, too, no
 * other mail is blamed for it.
 */
async function takeInAlone(batch: Batch, begun: Claims): Promise<Stored[]> {
  const stored: Stored[] = [];
  // A start of the thread that is cut off is no fault of the mail that it would have read.
  if (begun.length > 0) await batch.reader.readMail(new Uint8Array());
  // Who was in hand when a process ended comes last: the others need not wait for a fourth end.
  for (const { mail, claim } of begun.toSorted((a, b) => a.claim.attempts - b.claim.attempts)) {
    const attempts = await countTry(claim.id);
    const one = await takeIn(batch, [{ mail, claim: { ...claim, attempts } }]);
    if (one.length === 0) break;
    stored.push(...one);
  }
  return stored;
}

/** Reads mails and stores those that may be; when that fails, no try of theirs is counted. */
async function takeIn(batch: Batch, claims: Claims): Promise<Stored[]> {
  const { reader, context, before, admit } = batch;
  const evidence = asksWhoSent(context.origin);
  try {
    const read = await timed('read', () =>
      Promise.all(
        claims.map(async ({ mail, claim }) => {
          return { mail, contents: await readContents(reader, mail, { ...claim, evidence }) };
        }),
      ),
    );
    faultPoint('after-read');
    await before;
    const admitted = admit ? admit(read) : read.length;
    await letGo(claims.slice(admitted).map(({ claim }) => claim));
    return await timed('store', () => storeAll(read.slice(0, admitted), context));
  } catch (error) {
    await releaseClaims(claims.map(({ claim }) => claim.id));
    throw error;
  }
}

/** As if nobody had begun them, but for those that somebody had. */
async function letGo(claims: readonly Claimed[]) {
  await dropClaims(claims.filter(({ again }) => !again));
  await releaseClaims(claims.flatMap(({ again, id }) => (again ? [id] : [])));
}

/** The demo's mails come from nobody, and an operator may not want DNS asked. */
export function asksWhoSent(origin: Origin): boolean {
  return origin !== 'demo' && env().CHECK_SENDERS === 'on';
}

function known(messageId: bigint): Stored {
  return { messageId, state: 'known', items: [], records: 0, messages: 0 };
}
