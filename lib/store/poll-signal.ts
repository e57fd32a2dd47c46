import { pool } from '#lib/db/pool';
import { openSession } from '#lib/db/session';

const CHANNEL = 'ruascope_poll';

/** Which mailbox to poll now: one, by id, or all. */
export type PollTarget = number | 'all';

/** Wakes the worker, wherever it runs; without one this is a wish that nobody hears. */
export async function requestPoll(target: PollTarget): Promise<void> {
  await pool().query('SELECT pg_notify($1, $2)', [CHANNEL, String(target)]);
}

/** A worker's ear. `lost` aborts when the connection ends: then the caller listens anew. */
export type PollListener = { lost: AbortSignal; close: () => Promise<void> };

/** Hears every request from now on. */
export async function listenForPolls(
  onRequest: (target: PollTarget) => void,
): Promise<PollListener> {
  const { client, lost, close } = await openSession();
  client.on('notification', ({ payload = '' }) => {
    if (payload === 'all') onRequest('all');
    else if (/^\d{1,9}$/.test(payload)) onRequest(Number(payload));
  });
  await client.query(`LISTEN ${CHANNEL}`);
  return { lost, close };
}
