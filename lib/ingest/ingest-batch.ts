import { env } from '#lib/env';
import { faultPoint } from '#lib/fault';
import { log } from '#lib/log';
import { timed } from '#lib/stage-seconds';
import { type MailContents, type StoredItem, storeBatch } from '#lib/store/batch';
import { type Claimed, claimMessages, countTry, releaseClaims } from '#lib/store/claim';
import { isPermanent, sqlStateOf } from '#lib/store/sql-state';
import type { Incoming, IngestContext, ItemOutcome, Origin, Outcome } from './incoming.ts';
import { readContents, refuseContents } from './read-contents.ts';
import type { Reader } from './reader-thread.ts';

/**
 * Takes a batch of mails in, each exactly once (SECURITY 3.1): claims them in the ledger, reads them
 * in the isolated thread, stores all of them in one transaction. A mail that cannot be read goes to
 * quarantine with its bytes and the reason, and the others are stored. Outcomes come in the order
 * given. A mail that an earlier process began and never ended is read alone: if it ends this one,
 * too, no other mail is blamed for it. Nothing is stored before `before` is: the batch before this
 * one, which may still be on its way, and whose failure is this one's. Throws only when the world is
 * broken (`database/unavailable`): then nothing of the batch is stored and it may be handed in again.
 */
export async function ingestBatch(
  reader: Reader,
  mails: readonly Incoming[],
  context: IngestContext,
  before?: Promise<unknown>,
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
  const stored = await takeIn(reader, fresh, context, before);
  const begun = open.filter(({ claim }) => claim.again);
  // A start of the thread that is cut off is no fault of the mail that it would have read.
  if (begun.length > 0) await reader.readMail(new Uint8Array());
  // Who was in hand when a process ended comes last: the others need not wait for a fourth end.
  for (const { mail, claim } of begun.toSorted((a, b) => a.claim.attempts - b.claim.attempts)) {
    const attempts = await countTry(claim.id);
    stored.push(...(await takeIn(reader, [{ mail, claim: { ...claim, attempts } }], context)));
  }
  const done = new Map(stored.map((one) => [one.messageId, one]));
  return ledger.map(({ mail: { uid }, claim: { id } }) => ({
    uid,
    ...(done.get(id) ?? known(id)),
  }));
}

/** Reads mails and stores them; when that fails, no try of theirs is counted. */
async function takeIn(
  reader: Reader,
  claims: readonly { mail: Incoming; claim: Claimed }[],
  context: IngestContext,
  before?: Promise<unknown>,
): Promise<Stored[]> {
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
    return await timed('store', () => storeAll(read, context));
  } catch (error) {
    await releaseClaims(claims.map(({ claim }) => claim.id));
    throw error;
  }
}

type Read = { mail: Incoming; contents: MailContents };
type Stored = Omit<Outcome, 'uid'>;

/**
 * Stores a batch; when the database refuses it for good (a value that it cannot hold), mail by mail,
 * so that the one at fault goes to quarantine alone (SECURITY 3.2).
 */
export async function storeAll(read: readonly Read[], context: IngestContext): Promise<Stored[]> {
  if (read.length === 0) return [];
  try {
    return await store(read, context);
  } catch (error) {
    if (!isPermanent(error)) throw error;
    const [first, ...others] = read;
    if (!first) return [];
    if (others.length === 0) return [await storeRefusal(first, context, error)];
    const each: Stored[] = [];
    for (const one of read) each.push(...(await storeAll([one], context)));
    return each;
  }
}

async function storeRefusal({ mail, contents }: Read, context: IngestContext, error: unknown) {
  const state = sqlStateOf(error);
  log.error({ err: error, message: contents.messageId }, 'the database refused a report');
  const refused = await refuseContents(mail, contents, {
    code: 'report/invalid',
    text: `The database cannot hold a value of this report (SQLSTATE ${state}). Please report it.`,
  });
  const [stored] = await store([{ mail, contents: refused }], context);
  if (!stored) throw error;
  return stored;
}

async function store(read: readonly Read[], { origin }: IngestContext): Promise<Stored[]> {
  const contents = read.map((one) => one.contents);
  const stored = await storeBatch(contents, { isDemo: origin === 'demo' });
  return contents.map((mail, index) => toOutcome(mail, stored[index] ?? []));
}

function toOutcome(mail: MailContents, stored: readonly StoredItem[]): Stored {
  return {
    messageId: mail.messageId,
    state: mail.quarantine ? 'quarantined' : 'done',
    items: mail.items.map((item, index) => toItemOutcome(item, stored[index])),
    records: stored.reduce((sum, { records }) => sum + records, 0),
    messages: stored.reduce((sum, { messages }) => sum + messages, 0),
  };
}

function toItemOutcome(
  item: MailContents['items'][number],
  stored: StoredItem | undefined,
): ItemOutcome {
  const refused = 'refused' in item ? item.refused : null;
  return {
    kind: item.kind,
    outcome: stored?.outcome ?? 'refused',
    code: refused?.code ?? null,
    text: refused?.text ?? null,
    reportUid: stored?.reportUid ?? null,
  };
}

/** The demo's mails come from nobody, and an operator may not want DNS asked. */
export function asksWhoSent(origin: Origin): boolean {
  return origin !== 'demo' && env().CHECK_SENDERS === 'on';
}

function known(messageId: bigint): Stored {
  return { messageId, state: 'known', items: [], records: 0, messages: 0 };
}
