import { parseAfterAction } from '#lib/after-action';
import { AppError, isAppError } from '#lib/errors';
import { faultPoint } from '#lib/fault';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { type Folder, listNewUids, openFolder } from '#lib/net/imap-folder';
import type { Seen } from '#lib/net/imap-idle';
import type { ImapSession } from '#lib/net/imap-session';
import { type LedgerState, ledgerStates } from '#lib/queries/ledger-states';
import { timed } from '#lib/stage-seconds';
import { dropVanished } from '#lib/store/claim';
import { restartCheckpoint } from '#lib/store/mailbox';
import { Breaker } from './breaker.ts';
import { keepCheckpoint } from './checkpoint.ts';
import type { Pass, PassTools } from './pass.ts';
import { beginRun } from './run-progress.ts';
import { settleMails, settleVanished } from './settle-mails.ts';
import { type Intake, takeInBatches } from './take-in-batches.ts';

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
  const { readSince } = mailbox;
  const uids = await timed('search', () => listNewUids(session.client, folder, since, readSince));
  faultPoint('after-search');
  const known = await ledgerStates(SYSTEM_VIEWER, place, since);
  faultPoint('after-ledger-lookup');
  // Before the checkpoint passes them: nobody looks below it.
  await dropVanished(place, begunAndGone(known, uids, folder));
  const checkpoint = keepCheckpoint(place, uids);
  const breaker = new Breaker(isSame ? Number(mailbox.lenientUid) : 0);
  const pass: Pass = { ...tools, ...session, folder, checkpoint, breaker, after, complaints: [] };

  const stateOf = (uid: number) => known.get(uid) ?? 'new';
  await settleMails(pass, dealtWith(uids, known));
  await takeIn(pass, {
    fresh: uids.filter((uid) => stateOf(uid) === 'new'),
    begun: uids.filter((uid) => stateOf(uid) === 'begun'),
  });
  return { seen: folder, complaint: pass.complaints[0] ?? null };
}

/** Mails that somebody began and somebody else took away; what came since the folder was opened is no such. */
function begunAndGone(
  known: ReadonlyMap<number, LedgerState | 'begun'>,
  uids: readonly number[],
  { uidNext }: Folder,
) {
  const present = new Set(uids);
  return [...known].flatMap(([uid, state]) => {
    return state === 'begun' && uid < uidNext && !present.has(uid) ? [uid] : [];
  });
}

function dealtWith(uids: readonly number[], known: ReadonlyMap<number, LedgerState | 'begun'>) {
  const states = new Map<number, LedgerState>();
  for (const uid of uids) {
    const state = known.get(uid);
    if (state && state !== 'begun') states.set(uid, state);
  }
  return states;
}

/** New mails, and those that an earlier process began and never ended. */
type Mails = { fresh: number[]; begun: number[] };

async function takeIn(pass: Pass, { fresh, begun }: Mails) {
  const uids = [...fresh, ...begun];
  if (uids.length === 0) return;
  const { id, name } = pass.mailbox;
  const run = await beginRun(
    { origin: 'mailbox', mailboxId: id, label: name, total: uids.length },
    pass.onProgress,
  );
  faultPoint('after-run-begin');
  try {
    await takeInAll({ pass, run }, { fresh, begun });
    faultPoint('before-run-end');
    await run.end(pass.complaints[0]?.detail ?? null);
    faultPoint('after-run-end');
  } catch (error) {
    const words = isAppError(error) ? (error.detail ?? error.message) : String(error);
    await run.end(pass.stop.aborted ? 'Stopped; the next poll goes on from here.' : words);
    throw error;
  }
}

async function takeInAll(intake: Intake, { fresh, begun }: Mails) {
  const { pass } = intake;
  await takeInBatches(intake, fresh, { inTurn: false });
  // Whoever ended a process comes last, so that the others need not wait for its next end.
  await takeInBatches(intake, begun, { inTurn: true });
  const open = [...fresh, ...begun].filter((uid) => !pass.checkpoint.isSettled(uid));
  await settleVanished(pass, open);
}

function afterAction(text: string) {
  const action = parseAfterAction(text);
  if (action) return action;
  throw new AppError('config/invalid', { detail: `"${text}" is no after-action.` });
}
