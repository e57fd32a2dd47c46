import type { ImapFlow } from 'imapflow';
import { AppError } from '#lib/errors';
import type { ImapConfig } from './imap-config.ts';
import { connectImap, disconnectImap } from './imap-connect.ts';

/**
 * A connection under watch. What runs in `hold` is finished even when the watch calls a halt; several
 * pieces of work may be held at the same time.
 */
export type ImapSession = {
  client: ImapFlow;
  hold: <T>(work: () => Promise<T>) => Promise<T>;
};

/**
 * No step of a poll, from the greeting on, takes longer than this. A flood of empty lines keeps a
 * socket alive for ever, and its own timeout never fires (SECURITY 2.5); a slow honest line brings a
 * batch of 4 MB in time at 7 kB a second.
 */
const STEP_MS = 10 * 60_000;

type Watch = { maxMailBytes: number; stop: AbortSignal; stepMs?: number };

/**
 * Logs in, works, logs out. When `stop` aborts, a wait for the server ends at once, and work in
 * `hold` first comes to its end. A server that needs longer than `stepMs` before a `hold`, in it or
 * between two is left: `mailbox/unreachable`.
 */
export async function withImap<T>(
  config: ImapConfig,
  { maxMailBytes, stop, stepMs = STEP_MS }: Watch,
  work: (session: ImapSession) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const deadline = setTimeout(() => late.abort(), stepMs);
  try {
    const client = await connectImap(config, maxMailBytes, AbortSignal.any([stop, late.signal]));
    return await workWith(client, { stop, late: late.signal, deadline }, work);
  } catch (cause) {
    if (!late.signal.aborted) throw cause;
    const { host, port } = config;
    throw new AppError('mailbox/unreachable', {
      cause,
      detail: `${host}:${port}: one step took it longer than ${stepMs / 1000} s; the connection was cut.`,
    });
  } finally {
    clearTimeout(deadline);
  }
}

type Bounds = { stop: AbortSignal; late: AbortSignal; deadline: NodeJS.Timeout };

async function workWith<T>(
  client: ImapFlow,
  { stop, late, deadline }: Bounds,
  work: (session: ImapSession) => Promise<T>,
): Promise<T> {
  let held = 0;
  const hangUp = () => client.close();
  const halt = () => {
    if (held === 0) hangUp();
  };
  stop.addEventListener('abort', halt);
  late.addEventListener('abort', hangUp);
  const hold = async <R>(deed: () => Promise<R>) => {
    held += 1;
    deadline.refresh();
    try {
      return await deed();
    } finally {
      held -= 1;
      deadline.refresh();
      if (stop.aborted) halt();
    }
  };
  try {
    return await work({ client, hold });
  } finally {
    stop.removeEventListener('abort', halt);
    await disconnectImap(client);
  }
}
