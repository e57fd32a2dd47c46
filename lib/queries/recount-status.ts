import { db, sql } from '#lib/db/client';
import { LOCKS, SETTING_KEYS } from '#lib/db/names';
import type { Viewer } from '#lib/filter/viewer';
import type { RecountState } from '#lib/store/recount-state';
import { requireMailAccess } from './require-mail-access.ts';
import type { Progress } from './run-list.ts';

/** A process that is to carry it out takes so long at most to begin. */
const BEGINS_WITHIN_MS = 10_000;

/** The recount that was begun last. `stopped`: it is not done, and no process is at work on it. */
export type RecountStatus = Pick<RecountState, 'counted' | 'held' | 'unreadable'> & {
  state: 'running' | 'stopped' | 'ended';
  progress: Progress;
  endedAt: Date | null;
};

/** How far a recount is; null where there never was one. */
export async function recountStatus(
  viewer: Viewer,
  now = new Date(),
): Promise<RecountStatus | null> {
  requireMailAccess(viewer);
  const [row] = await db().$queryRaw<{ value: RecountState; running: boolean }[]>(sql`
    SELECT value, EXISTS (SELECT FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database
      WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted
        AND l.classid = 0 AND l.objid = ${LOCKS.recount} AND l.objsubid = 1) AS running
    FROM setting WHERE key = ${SETTING_KEYS.recount}`);
  if (!row) return null;
  const { counted, held, unreadable, endedAt, updatedAt } = row.value;
  const isAlive = row.running || now.getTime() - Date.parse(updatedAt) < BEGINS_WITHIN_MS;
  return {
    counted,
    held,
    unreadable,
    state: endedAt ? 'ended' : isAlive ? 'running' : 'stopped',
    progress: progressOf(row.value),
    endedAt: endedAt ? new Date(endedAt) : null,
  };
}

function progressOf({ done, total, startedAt, updatedAt }: RecountState): Progress {
  const seconds = (Date.parse(updatedAt) - Date.parse(startedAt)) / 1000;
  const ratePerSecond = seconds > 0 ? done / seconds : 0;
  const known = total !== null && ratePerSecond > 0;
  return { done, total, ratePerSecond, etaSeconds: known ? (total - done) / ratePerSecond : null };
}
