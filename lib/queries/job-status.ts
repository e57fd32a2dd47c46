import { db, sql } from '#lib/db/client';
import type { JobTold } from '#lib/db/job-told';
import type { JobName } from '#lib/db/names';
import type { Viewer } from '#lib/filter/viewer';
import { requireMailAccess } from './require-mail-access.ts';

/**
 * How a nightly job is doing. `new`: it never ran. `waiting`: for a worker to take it up. `retrying`: it failed and waits for its next try.
 * `failed`: it was given up until its next night. `bad`: it did its work, and found something wrong.
 */
export type JobState = 'new' | 'waiting' | 'running' | 'good' | 'bad' | 'retrying' | 'failed';

export type JobStatus = {
  name: JobName;
  state: JobState;
  /** When its last run ended, or began where it goes on. */
  lastAt: Date | null;
  /** What came of it, in words. */
  text: string | null;
  /** The same by code and values; null of a job that failed, or that an older version ran. */
  told: JobTold | null;
  nextAt: Date;
};

/** Every nightly job with its last run; none before the first worker has started. */
export async function jobStatus(viewer: Viewer, now = new Date()): Promise<JobStatus[]> {
  requireMailAccess(viewer);
  const [found] = await db().$queryRaw<{ there: boolean }[]>(
    sql`SELECT to_regclass('jobs.schedule') IS NOT NULL AS there`,
  );
  if (!found?.there) return [];
  const rows = await db().$queryRaw<Row[]>(sql`
    SELECT schedule.name, cron, run.*
    FROM jobs.schedule LEFT JOIN LATERAL (
      SELECT state::text, output->>'text' AS text, output->'told' AS told, (output->>'good')::boolean AS good,
        output->>'message' AS fault, start_after AS "startAfter",
        coalesce(completed_on, started_on) AS "lastAt"
      FROM jobs.job WHERE job.name = schedule.name
      ORDER BY created_on DESC LIMIT 1) AS run ON true
    ORDER BY schedule.name`);
  return rows.map((row) => ({
    name: row.name,
    state: stateOf(row),
    lastAt: row.lastAt,
    text: row.state === 'active' ? null : (row.text ?? row.fault),
    told: row.state === 'active' ? null : row.told,
    nextAt: row.state === 'retry' && row.startAfter ? row.startAfter : nextNight(row.cron, now),
  }));
}

type Row = {
  name: JobName;
  cron: string;
  state: 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed' | null;
  text: string | null;
  told: JobTold | null;
  good: boolean | null;
  fault: string | null;
  startAfter: Date | null;
  lastAt: Date | null;
};

function stateOf({ state, good }: Row): JobState {
  switch (state) {
    case null:
      return 'new';
    case 'created':
      return 'waiting';
    case 'active':
      return 'running';
    case 'retry':
      return 'retrying';
    case 'completed':
      return good === false ? 'bad' : 'good';
    case 'cancelled':
    case 'failed':
      return 'failed';
  }
}

/**
 * The next time that `47 3 * * *` names: its minute and hour in UTC, today or tomorrow. A job that
 * runs every so many minutes has a step in the place of its minute.
 */
function nextNight(cron: string, now: Date) {
  const every = /^\*\/(\d+) /.exec(cron)?.[1];
  if (every) {
    const step = Number(every) * 60_000;
    return new Date(Math.floor(now.getTime() / step + 1) * step);
  }
  const [minute, hour] = cron.split(' ').map(Number);
  const next = new Date(now);
  next.setUTCHours(hour ?? 0, minute ?? 0, 0, 0);
  if (next <= now) next.setUTCDate(next.getUTCDate() + 1);
  return next;
}
