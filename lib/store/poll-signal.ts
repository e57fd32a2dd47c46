import { Client } from 'pg';
import { databaseUrl } from '#lib/db/client';
import { pool } from '#lib/db/pool';

const CHANNEL = 'ruascope_poll';

/** Which mailbox to poll now: one, by id, or all. */
export type PollTarget = number | 'all';

/** Wakes the worker, wherever it runs; without one this is a wish that nobody hears. */
export async function requestPoll(target: PollTarget): Promise<void> {
  await pool().query('SELECT pg_notify($1, $2)', [CHANNEL, String(target)]);
}

/** A worker's ear. `lost` settles when the connection ends: then the caller listens anew. */
export type PollListener = { lost: Promise<void>; close: () => Promise<void> };

/** Hears every request from now on, on a connection of its own (a pool would hand it to others). */
export async function listenForPolls(
  onRequest: (target: PollTarget) => void,
): Promise<PollListener> {
  const client = new Client({ connectionString: databaseUrl(), keepAlive: true });
  const lost = new Promise<void>((resolve) => {
    client.once('end', resolve);
    client.on('error', () => resolve());
  });
  client.on('notification', ({ payload = '' }) => {
    if (payload === 'all') onRequest('all');
    else if (/^\d{1,9}$/.test(payload)) onRequest(Number(payload));
  });
  await client.connect();
  await client.query(`LISTEN ${CHANNEL}`);
  return { lost, close: () => client.end() };
}
