import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseUrl, disconnect } from '#lib/db/client';
import { databaseFault } from '#lib/db/database-fault';
import { closePool } from '#lib/db/pool';
import { env } from '#lib/env';
import { ERRORS, isAppError } from '#lib/errors';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { judgeSoon } from '#lib/jobs/judge-soon';
import { configOf } from '#lib/jobs/mailbox-config';
import { runJobs } from '#lib/jobs/run-jobs';
import { log } from '#lib/log';
import { type PollMailbox, pollTargets } from '#lib/queries/poll-targets';
import { listenForPolls, type PollTarget } from '#lib/store/poll-signal';
import { requireSchema } from '#prisma/require-schema';
import { keepEnvMailbox } from './env-mailbox.ts';
import { keepHeartbeat } from './heartbeat.ts';
import { MailWatch } from './mail-watch.ts';
import { type PollResult, pollMailbox } from './poll-mailbox.ts';
import { type Ending, Schedule } from './schedule.ts';

/** How long to wait before asking a database that is away again. */
const DATABASE_PAUSE = 2_000;

/**
 * A poll takes a session of the database, which has a hundred, and, where mails have come, a thread
 * and a batch in memory. The others wait for their turn, who has waited longest first.
 */
const MOST_AT_ONCE = 20;

/**
 * The worker: polls every mailbox that is not paused, side by side, each POLL_SECONDS and whenever
 * somebody asks or a mail comes, and runs the nightly jobs, until `stop` aborts. Then it finishes
 * the batches in hand and returns.
 */
export async function pollForever(stop: AbortSignal): Promise<void> {
  await keepEnvMailbox();
  const bell = new Bell();
  const schedule = new Schedule(env().POLL_SECONDS * 1000, Math.random);
  const running = new Set<Promise<void>>();
  const listening = keepListening(stop, async (target) => {
    const asked =
      target === 'all' ? (await pollTargets(SYSTEM_VIEWER)).map(({ id }) => id) : [target];
    for (const id of asked) schedule.ask(id);
    bell.ring();
  });
  const watch = new MailWatch((id) => {
    schedule.hint(id, Date.now());
    bell.ring();
  });
  const jobs = runJobs(stop);
  const heartbeat = keepHeartbeat(stop);
  while (!stop.aborted) {
    const mailboxes = await askPatiently(stop);
    await watch.keepOnly(mailboxes.map(scheduled));
    const now = Date.now();
    const due = mailboxes.filter((one) => schedule.isDue(scheduled(one), now));
    const since = (one: PollMailbox) => schedule.nextAt([scheduled(one)], now);
    due.sort((a, b) => since(a) - since(b));
    for (const mailbox of due.slice(0, MOST_AT_ONCE - running.size)) {
      const poll = pollInTurn(mailbox, { schedule, watch, stop }).finally(() => {
        running.delete(poll);
        bell.ring();
      });
      running.add(poll);
    }
    // Whoever ends rings the bell, and before that nobody else may begin.
    const next = running.size < MOST_AT_ONCE ? mailboxes.map(scheduled) : [];
    await bell.wait(schedule.nextAt(next, Date.now()) - Date.now(), stop);
  }
  await Promise.all([watch.keepOnly([]), ...running, listening, jobs, heartbeat]);
}

type Turn = { schedule: Schedule; watch: MailWatch; stop: AbortSignal };

async function pollInTurn(mailbox: PollMailbox, { schedule, watch, stop }: Turn) {
  const { id, name } = mailbox;
  schedule.begin(id);
  let ending: Ending = 'failed';
  let toldMs = 0;
  try {
    const started = performance.now();
    const result = await pollMailbox(mailbox, { stop });
    ending = endingOf(result);
    toldMs = result.retryAfterMs ?? 0;
    const { state, counts, problem, seen } = result;
    if (seen && !stop.aborted) watch.begin(scheduled(mailbox), configOf(mailbox), seen);
    const line = {
      mailbox: name,
      state,
      counts,
      problem,
      ms: Math.round(performance.now() - started),
    };
    if (problem) log.warn(line, 'poll');
    else if (state === 'busy') log.debug(line, 'poll');
    else log.info(line, 'poll');
    if (counts.stored > 0) await judgeSoon(stop);
  } catch (error) {
    const what = databaseFault(error) ? 'the database is away' : 'this poll broke off';
    log.error({ err: error, mailbox: name }, `${what}; the mails stay where they are`);
  } finally {
    schedule.end(scheduled(mailbox), ending, Date.now(), toldMs);
  }
}

function endingOf({ state, problem }: PollResult): Ending {
  if (state === 'busy') return 'busy';
  // A held mailbox is paused, and goes on whenever somebody lets it.
  if (state !== 'failed' || problem?.code === 'mailbox/held') return 'good';
  if (problem?.code === 'mailbox/throttled') return 'throttled';
  return problem?.code && ERRORS[problem.code].retry === 'never' ? 'refused' : 'failed';
}

/**
 * Another server, account, secret or folder is another try; everything else is not, and least of all
 * a refresh token that the last try itself was given.
 */
function scheduled(mailbox: PollMailbox) {
  const { id, host, port, tls, username, secret, caPem, folder } = mailbox;
  const { auth, tokenEndpoint, clientId, scope, readSince } = mailbox;
  const place = [host, port, tls, username, secret, caPem, folder, readSince];
  return { id, config: JSON.stringify([...place, auth, tokenEndpoint, clientId, scope]) };
}

async function askPatiently(stop: AbortSignal): Promise<PollMailbox[]> {
  while (!stop.aborted) {
    try {
      return await pollTargets(SYSTEM_VIEWER);
    } catch (error) {
      const fault = databaseFault(error) ?? error;
      log.error({ err: fault }, 'the mailboxes cannot be listed; asking again');
      await sleep(DATABASE_PAUSE, undefined, { signal: stop }).catch(() => undefined);
    }
  }
  return [];
}

/** Hears every "check now", over a new connection whenever the old one breaks. */
async function keepListening(stop: AbortSignal, onRequest: (target: PollTarget) => Promise<void>) {
  while (!stop.aborted) {
    try {
      const listener = await listenForPolls((target) => {
        onRequest(target).catch((error) => log.error({ err: error }, 'a request was lost'));
      });
      const over = AbortSignal.any([stop, listener.lost]);
      if (!over.aborted) await once(over, 'abort');
      await listener.close();
    } catch (error) {
      log.warn({ err: error }, 'not listening for requests');
    }
    await sleep(DATABASE_PAUSE, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Ends a wait before its time. */
class Bell {
  #wake = new AbortController();

  ring() {
    this.#wake.abort();
  }

  async wait(ms: number, stop: AbortSignal) {
    const signal = AbortSignal.any([stop, this.#wake.signal]);
    await sleep(Math.max(0, ms), undefined, { signal }).catch(() => undefined);
    if (this.#wake.signal.aborted) this.#wake = new AbortController();
  }
}

if (import.meta.main) {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => stop.abort());
  }
  try {
    await requireSchema(databaseUrl());
    await pollForever(stop.signal);
  } catch (error) {
    log.fatal({ err: error }, 'the worker cannot go on');
    process.exitCode = isAppError(error) ? ERRORS[error.code].exit : 1;
  }
  await Promise.all([disconnect(), closePool()]);
  process.exit();
}
