import { type AfterAction, parseAfterAction } from '#lib/after-action';
import { env } from '#lib/env';
import { AppError, isAppError } from '#lib/errors';
import { faultPoint } from '#lib/fault';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import type { Incoming, Outcome } from '#lib/ingest/incoming';
import { ingestBatch } from '#lib/ingest/ingest-batch';
import type { Reader } from '#lib/ingest/reader-thread';
import { applyAfterAction } from '#lib/net/imap-after';
import type { ImapConfig } from '#lib/net/imap-config';
import { type FetchedMail, fetchMails } from '#lib/net/imap-fetch';
import { type Folder, listNewUids, listPresentUids, openFolder } from '#lib/net/imap-folder';
import type { Seen } from '#lib/net/imap-idle';
import type { ImapSession } from '#lib/net/imap-session';
import { type LedgerState, ledgerStates } from '#lib/queries/ledger-states';
import type { PollMailbox } from '#lib/queries/poll-targets';
import { timed } from '#lib/stage-seconds';
import { holdMailbox, restartCheckpoint } from '#lib/store/mailbox';
import { Breaker } from './breaker.ts';
import { type CheckpointKeeper, keepCheckpoint } from './checkpoint.ts';
import { logBatch } from './mail-log.ts';
import { beginRun, type OnProgress, type RunProgress } from './run-progress.ts';

/** What a pass over a mailbox works with. */
export type PassTools = {
  mailbox: PollMailbox;
  config: ImapConfig;
  reader: Reader;
  /** Aborts `stop` if the mailbox was paused meanwhile. */
  heedPause: () => Promise<void>;
  stop: AbortSignal;
  onProgress: OnProgress;
};

type Pass = PassTools &
  ImapSession & {
    folder: Folder;
    checkpoint: CheckpointKeeper;
    breaker: Breaker;
    after: Record<LedgerState, AfterAction>;
    complaints: AppError[];
  };

/**
 * Goes once over a mailbox: every mail above the checkpoint that the ledger does not know is fetched
 * and taken in, and once it is safe in the database the after-action follows (SECURITY 3.1). A mail
 * the ledger knows was cut off before its after-action: it gets that, and is not fetched again.
 * `complaint` is what the server would not do with mails that are safe, null when it did all of it.
 */
export async function passMailbox(
  tools: PassTools,
  session: ImapSession,
): Promise<{ seen: Seen; complaint: AppError | null }> {
  const { mailbox, config } = tools;
  const after = {
    done: afterAction(mailbox.afterSuccess),
    quarantined: afterAction(mailbox.afterFailure),
    // Its bytes are nowhere but in the mailbox.
    unread: { kind: 'leave' },
  } as const;
  const readOnly = after.done.kind === 'leave' && after.quarantined.kind === 'leave';
  const folder = await openFolder(session.client, config, { readOnly });
  // In a folder that was made anew, UIDs mean other mails.
  const isSame = mailbox.uidValidity === folder.uidValidity;
  if (!isSame) await restartCheckpoint(mailbox.id, folder.uidValidity);
  const since = isSame ? Number(mailbox.lastUid) : 0;
  const place = { mailboxId: mailbox.id, uidValidity: folder.uidValidity, since };
  const uids = await timed('search', () => listNewUids(session.client, folder, since));
  faultPoint('after-search');
  const known = await ledgerStates(SYSTEM_VIEWER, place, since);
  faultPoint('after-ledger-lookup');
  const checkpoint = keepCheckpoint(place, uids);
  const breaker = new Breaker(isSame ? Number(mailbox.lenientUid) : 0);
  const pass: Pass = { ...tools, ...session, folder, checkpoint, breaker, after, complaints: [] };

  const present = new Set(uids);
  await settle(pass, new Map([...known].filter(([uid]) => present.has(uid))));
  await takeIn(
    pass,
    uids.filter((uid) => !known.has(uid)),
  );
  return { seen: folder, complaint: pass.complaints[0] ?? null };
}

async function takeIn(pass: Pass, uids: number[]) {
  if (uids.length === 0) return;
  const { id, name } = pass.mailbox;
  const run = await beginRun(
    { origin: 'mailbox', mailboxId: id, label: name, total: uids.length },
    pass.onProgress,
  );
  faultPoint('after-run-begin');
  try {
    await takeInBatches(pass, run, uids);
    faultPoint('before-run-end');
    await run.end(pass.complaints[0]?.detail ?? null);
    faultPoint('after-run-end');
  } catch (error) {
    const words = isAppError(error) ? (error.detail ?? error.message) : String(error);
    await run.end(pass.stop.aborted ? 'Stopped; the next poll goes on from here.' : words);
    throw error;
  }
}

async function takeInBatches(pass: Pass, run: RunProgress, uids: number[]) {
  const { client, hold, heedPause, stop } = pass;
  for await (const batch of fetchMails(client, uids, env().MAX_MAIL_BYTES)) {
    faultPoint('after-fetch');
    await hold(() => takeInBatch(pass, run, batch));
    await heedPause();
    stop.throwIfAborted();
  }
  await settleVanished(
    pass,
    uids.filter((uid) => !pass.checkpoint.isSettled(uid)),
  );
}

async function takeInBatch(pass: Pass, run: RunProgress, batch: FetchedMail[]) {
  const { breaker, mailbox, folder } = pass;
  const outcomes: Outcome[] = [];
  for (let start = 0; start < batch.length && breaker.trouble === null; ) {
    const part = batch.slice(start, start + breaker.room).map(toIncoming);
    outcomes.push(...(await takeInPart(pass, run, part)));
    start += part.length;
  }
  const unread = new Set(batch.flatMap(({ uid, raw }) => (raw ? [] : uid)));
  await settle(pass, new Map(outcomes.flatMap((outcome) => toLedgerState(outcome, unread))));
  if (breaker.trouble === null) return;
  await holdMailbox(SYSTEM_VIEWER, mailbox, BigInt(folder.uidNext - 1));
  throw new AppError('mailbox/held', { detail: breaker.trouble });
}

async function takeInPart(pass: Pass, run: RunProgress, mails: Incoming[]) {
  const started = performance.now();
  const outcomes = await ingestBatch(pass.reader, mails, {
    origin: 'mailbox',
    mailboxId: pass.mailbox.id,
    uidValidity: pass.folder.uidValidity,
    runId: run.id,
  });
  logBatch(pass.mailbox.name, outcomes, performance.now() - started);
  pass.breaker.note(outcomes);
  await run.add(outcomes, mails);
  return outcomes;
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

/** Does with mails that are safe what the owner wants, then lets the checkpoint pass them. */
async function settle(
  { client, after, complaints, checkpoint }: Pass,
  states: Map<number, LedgerState>,
) {
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
async function settleVanished({ client, checkpoint, complaints }: Pass, uids: number[]) {
  if (uids.length === 0 || complaints.length > 0) return;
  const present = await listPresentUids(client, uids);
  checkpoint.settle(uids.filter((uid) => !present.has(uid)));
  await checkpoint.save();
  if (present.size === 0) return;
  throw new AppError('mailbox/unreachable', {
    detail: `${client.host} lists ${present.size} mails that it does not hand out; they are asked for again.`,
  });
}

function afterAction(text: string) {
  const action = parseAfterAction(text);
  if (action) return action;
  throw new AppError('config/invalid', { detail: `"${text}" is no after-action.` });
}
