import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { faultPoint } from '#lib/fault';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import type { Incoming, Outcome } from '#lib/ingest/incoming';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import { log } from '#lib/log';
import { type FetchedMail, fetchMails } from '#lib/net/imap-fetch';
import type { LedgerState } from '#lib/queries/ledger-states';
import { holdMailbox } from '#lib/store/mailbox';
import { logBatch } from './mail-log.ts';
import type { Pass } from './pass.ts';
import type { RunProgress } from './run-progress.ts';
import { settleMails } from './settle-mails.ts';

/** A batch on its way: taken in after the one before it, and settled after that one. */
type Begun = { taken: Promise<Taken>; settled: Promise<void> };

/** What became of a batch, and why the pass must not go beyond it. */
type Taken = { outcomes: Outcome[]; trouble: string | null };

/** What a pass does for all of its batches. */
export type Intake = { pass: Pass; run: RunProgress };

/**
 * Takes mails in, batch by batch. While one is stored and settled the next one is read, and the one
 * after that is on its way from the server. With `inTurn` one begins when the one before it is
 * settled: so are mails read which may end the process, that no other mail is begun beside them.
 */
export async function takeInBatches(
  intake: Intake,
  uids: readonly number[],
  { inTurn }: { inTurn: boolean },
): Promise<void> {
  const { client, heedPause, stop } = intake.pass;
  const batches = fetchMails(client, uids, env().MAX_MAIL_BYTES);
  let last = NOTHING_BEGUN;
  try {
    for (;;) {
      const step = await unlessFailed(batches.next(), last.settled);
      if (step.done) break;
      faultPoint('after-fetch');
      const before = last;
      last = begin(intake, step.value, before);
      await (inTurn ? last : before).settled;
      await heedPause();
      faultPoint('after-pause-look');
      stop.throwIfAborted();
    }
    await last.settled;
    stop.throwIfAborted();
  } finally {
    await Promise.allSettled([last.taken, last.settled]);
  }
}

const NOTHING_BEGUN: Begun = {
  taken: Promise.resolve({ outcomes: [], trouble: null }),
  settled: Promise.resolve(),
};

/** Waits for the server, unless what is on its way fails meanwhile. */
function unlessFailed<T>(waited: Promise<T>, work: Promise<void>): Promise<T> {
  return Promise.race([waited, work.then(() => new Promise<never>(() => undefined))]);
}

function begin(intake: Intake, batch: readonly FetchedMail[], before: Begun): Begun {
  const taken = takeInBatch(intake, batch, before.taken);
  const settled = intake.pass.hold(() => settleBatch(intake.pass, batch, { taken, before }));
  // Both are awaited in a later turn, and may have failed by then.
  for (const one of [taken, settled]) one.catch(() => undefined);
  return { taken, settled };
}

async function takeInBatch(
  { pass, run }: Intake,
  batch: readonly FetchedMail[],
  before: Promise<unknown>,
): Promise<Taken> {
  const { reader, mailbox, folder, breaker, stop } = pass;
  const started = performance.now();
  const mails = batch.map(toIncoming);
  const from = {
    origin: 'mailbox',
    mailboxId: mailbox.id,
    uidValidity: folder.uidValidity,
  } as const;
  const context = { ...from, runId: run.id };
  // Asked when the batch before is stored: so the breaker knows what came of every mail before these.
  const outcomes = await ingestBatch(reader, mails, context, {
    before,
    admit: (read) => (stop.aborted ? 0 : breaker.admit(read)),
  });
  breaker.note(outcomes);
  logBatch(mailbox.name, outcomes, performance.now() - started);
  const done = new Set(outcomes.map(({ uid }) => uid));
  const added = mails.filter(({ uid }) => done.has(uid));
  await run.add(outcomes, added);
  return { outcomes, trouble: breaker.trouble };
}

async function settleBatch(
  pass: Pass,
  batch: readonly FetchedMail[],
  { taken, before }: { taken: Promise<Taken>; before: Begun },
) {
  await before.settled;
  const { outcomes, trouble } = await taken;
  const unread = new Set(batch.flatMap(({ uid, raw }) => (raw ? [] : uid)));
  await settleMails(pass, new Map(outcomes.flatMap((outcome) => toLedgerState(outcome, unread))));
  if (trouble === null) return;
  faultPoint('before-hold');
  const { mailbox, folder } = pass;
  const lenientUid = BigInt(folder.uidNext - 1);
  await holdMailbox(SYSTEM_VIEWER, mailbox, { lenientUid, reason: trouble });
  log.error({ code: 'mailbox/held', mailbox: mailbox.name, reason: trouble }, 'mailbox held');
  faultPoint('after-hold');
  throw new AppError('mailbox/held', { detail: trouble });
}

/** A mail of a mailbox as it is taken in. */
export function toIncoming({ uid, raw, size, receivedAt }: FetchedMail): Incoming {
  return { uid: BigInt(uid), raw, size, receivedAt, name: null };
}

/** `known` is left to the next poll: another worker has it, and only the ledger knows how it ended. */
function toLedgerState(
  { uid, state }: Outcome,
  unread: ReadonlySet<number>,
): [number, LedgerState][] {
  if (uid === null || state === 'known') return [];
  return [[Number(uid), unread.has(Number(uid)) ? 'unread' : state]];
}
