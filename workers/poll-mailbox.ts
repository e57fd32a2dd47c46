import { databaseFault } from '#lib/db/database-fault';
import { isPassing, sqlStateOf } from '#lib/db/sql-state';
import { env } from '#lib/env';
import { AppError, ERRORS, type ErrorCode, isAppError } from '#lib/errors';
import { faultPoint } from '#lib/fault';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { createReader } from '#lib/ingest/reader-thread';
import { configOf } from '#lib/jobs/mailbox-config';
import { log } from '#lib/log';
import type { Seen } from '#lib/net/imap-idle';
import { withImap } from '#lib/net/imap-session';
import { findPollTarget, type PollMailbox, pollTargets } from '#lib/queries/poll-targets';
import { recordPoll } from '#lib/store/mailbox';
import { lockMailbox } from '#lib/store/mailbox-lock';
import { endAbandonedRuns, NOTHING_DONE, type RunCounts } from '#lib/store/run';
import { passMailbox } from './mailbox-pass.ts';
import type { OnProgress } from './run-progress.ts';

/** How a poll ended; `busy`: another worker is at it, so there is nothing to do here. */
export type PollResult = {
  mailbox: string;
  state: 'polled' | 'failed' | 'busy' | 'stopped';
  counts: RunCounts;
  /**
   * Why it failed, or, of one that was polled, what the server would not do with mails that are safe.
   * The code is null when the fault is ours.
   */
  problem: { code: ErrorCode | null; text: string } | null;
  /** How long the server wants to be left alone; null where it did not say. */
  retryAfterMs: number | null;
  /** The folder as this poll found it; null where it did not get to its end. */
  seen: Seen | null;
};

export type PollOptions = { stop?: AbortSignal; onProgress?: OnProgress };

/** Polls one mailbox by name, or `all` that are not paused, side by side; for the command line. */
export async function pollOnce(name: string, options: PollOptions = {}): Promise<PollResult[]> {
  if (name === 'all') {
    const targets = await pollTargets(SYSTEM_VIEWER);
    return await Promise.all(targets.map((mailbox) => pollMailbox(mailbox, options)));
  }
  const mailbox = await findPollTarget(SYSTEM_VIEWER, { name });
  if (mailbox) return [await pollMailbox(mailbox, options)];
  throw new AppError('request/not-found', { detail: `There is no mailbox called ${name}.` });
}

/**
 * Polls a mailbox under its lock, and writes down in words how it ended. Whatever a mail server
 * does is a result; only a database that is away throws.
 */
export async function pollMailbox(
  { id, name }: Pick<PollMailbox, 'id' | 'name'>,
  { stop = new AbortController().signal, onProgress = () => undefined }: PollOptions = {},
): Promise<PollResult> {
  const lock = await lockMailbox(id);
  if (!lock) return { ...NO_POLL, mailbox: name, state: 'busy' };
  try {
    faultPoint('after-lock');
    // Read under the lock: whoever held it before has moved the checkpoint.
    const mailbox = await findPollTarget(SYSTEM_VIEWER, { id });
    if (!mailbox) return { ...NO_POLL, mailbox: name, state: 'stopped' };
    return await pollLocked(mailbox, { stop, onProgress, lost: lock.lost });
  } finally {
    await lock.release();
  }
}

const NO_POLL = { counts: NOTHING_DONE, problem: null, retryAfterMs: null, seen: null };

type Locked = Required<PollOptions> & { lost: AbortSignal };

async function pollLocked(
  mailbox: PollMailbox,
  { stop, onProgress, lost }: Locked,
): Promise<PollResult> {
  const { id, name } = mailbox;
  await endAbandonedRuns(id);
  let counts = NOTHING_DONE;
  let seen: Seen | null = null;
  let retryAfterMs: number | null = null;
  const finish = async (state: PollResult['state'], problem: PollResult['problem']) => {
    faultPoint('before-poll-record');
    await recordPoll(id, new Date(), state === 'stopped' ? mailbox.lastError : textOf(problem));
    return { mailbox: name, state, counts, problem, retryAfterMs, seen };
  };
  // A reader of its own: a mail that takes its twenty seconds holds up no other mailbox.
  const reader = createReader();
  const pause = new AbortController();
  const heedPause = async () => {
    const now = await findPollTarget(SYSTEM_VIEWER, { id });
    // One that was paused already is polled by somebody who asked for it by name.
    if (!now || (now.paused && !mailbox.paused)) pause.abort();
  };
  const any = AbortSignal.any([stop, lost, pause.signal]);
  try {
    const config = configOf(mailbox);
    const tools = {
      ...{ mailbox, config, reader, heedPause, stop: any },
      onProgress: (now: RunCounts, total: number) => {
        counts = now;
        onProgress(now, total);
      },
    };
    const watch = { maxMailBytes: env().MAX_MAIL_BYTES, stop: any };
    const pass = await withImap(config, watch, (session) => passMailbox(tools, session));
    seen = pass.seen;
    return await finish('polled', pass.complaint && problemOf(pass.complaint, name));
  } catch (error) {
    if (stop.aborted || pause.signal.aborted) return await finish('stopped', null);
    retryAfterMs = isAppError(error) ? error.retryAfterMs : null;
    return await finish('failed', lost.aborted ? LOCK_LOST : problemOf(error, name));
  } finally {
    await reader.close();
  }
}

const LOCK_LOST = {
  code: 'database/unavailable',
  text: 'The connection to the database broke, and with it the right to poll this mailbox.',
} as const;

function problemOf(error: unknown, mailbox: string) {
  if (isAppError(error)) return { code: error.code, text: error.detail ?? error.message };
  const fault = databaseFault(error);
  if (fault || isPassing(error)) {
    const code = fault?.code ?? 'database/unavailable';
    const why = code === 'database/full' ? ERRORS[code].text : 'The database cannot do it now.';
    const text = `${why} The mails stay where they are, and are taken in as soon as it can. ${said(error)}`;
    return { code, text };
  }
  log.error({ err: error, mailbox }, 'a poll failed in a way that nobody foresaw');
  const words = error instanceof Error ? error.message : String(error);
  return { code: null, text: `Ruascope failed here, not the mail server: ${words.slice(0, 256)}` };
}

/** Prisma shows the place in our source before it tells what Postgres said. */
function said(error: unknown) {
  const state = sqlStateOf(error);
  const words = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(-200) : '';
  return `(Postgres says: ${words}${state ? `, SQLSTATE ${state}` : ''})`;
}

function textOf(problem: PollResult['problem']) {
  return problem?.text ?? null;
}
