import type { ImapFlow } from 'imapflow';
import type { ImapConfig } from './imap-config.ts';
import { connectImap, disconnectImap } from './imap-connect.ts';

/** A connection under watch. What runs in `hold` is finished even when the watch calls a halt. */
export type ImapSession = {
  client: ImapFlow;
  hold: <T>(work: () => Promise<T>) => Promise<T>;
};

/**
 * No step of a poll takes longer than this. A flood of empty lines keeps a socket alive for ever,
 * and its own timeout never fires (SECURITY 2.5); a slow honest line brings a batch of 8 MB in time
 * at 14 kB a second.
 */
const STEP_DEADLINE = 10 * 60_000;

/**
 * Logs in, works, logs out. When `stop` aborts, a wait for the server ends at once, and work in
 * `hold` first comes to its end.
 */
export async function withImap<T>(
  config: ImapConfig,
  options: { maxMailBytes: number; stop: AbortSignal },
  work: (session: ImapSession) => Promise<T>,
): Promise<T> {
  const { maxMailBytes, stop } = options;
  const client = await connectImap(config, maxMailBytes, stop);
  const deadline = setTimeout(() => client.close(), STEP_DEADLINE);
  let holding = false;
  const halt = () => {
    if (!holding) client.close();
  };
  stop.addEventListener('abort', halt);
  const hold = async <R>(held: () => Promise<R>) => {
    holding = true;
    try {
      return await held();
    } finally {
      holding = false;
      deadline.refresh();
    }
  };
  try {
    return await work({ client, hold });
  } finally {
    clearTimeout(deadline);
    stop.removeEventListener('abort', halt);
    await disconnectImap(client);
  }
}
