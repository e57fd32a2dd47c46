import type { PoolClient } from 'pg';
import { pool, transaction } from '#lib/db/pool';
import { openSession } from '#lib/db/session';
import { auditIn, type Entry } from './audit.ts';

const CHANNEL = 'ruascope_poll';

/** Which mailbox to poll now: one, by id, or all. */
export type PollTarget = number | 'all';

/** Wakes the worker, wherever it runs; without one this is a wish that nobody hears. */
export async function requestPoll(target: PollTarget): Promise<void> {
  await notify(pool(), target);
}

/** The same as somebody's deed: no worker hears of it before its entry is there. */
export async function requestPollAs(target: PollTarget, entry: Entry): Promise<void> {
  await transaction(async (tx) => {
    await notify(tx, target);
    await auditIn(tx, ...entry);
  });
}

async function notify(asker: Pick<PoolClient, 'query'>, target: PollTarget) {
  await asker.query('SELECT pg_notify($1, $2)', [CHANNEL, String(target)]);
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
