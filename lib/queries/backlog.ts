import { db, sql } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { requireMailAccess } from './require-mail-access.ts';
import { type Progress, progressOf, SILENT_MS } from './run-list.ts';

/** A run that goes on. */
export type RunUnderWay = { id: string; label: string; progress: Progress };

/** What is being read, and how much of it is left: plain data, as it goes to a browser. */
export type Backlog = {
  runs: RunUnderWay[];
  /** All runs of a known size as one; null while there is none. */
  whole: Progress | null;
  /** Mails that these runs still have before them. */
  waiting: number;
  /** Since when the oldest of them goes on, in seconds; null when nothing waits. */
  oldestSeconds: number | null;
};

/** The runs that go on, oldest first, by the same rows as `health` and the command line's status. */
export async function backlog(viewer: Viewer, now = new Date()): Promise<Backlog> {
  requireMailAccess(viewer);
  const alive = new Date(now.getTime() - SILENT_MS);
  const rows = await db().$queryRaw<Row[]>(sql`
    SELECT id::text, label, total, done, started_at AS "startedAt", updated_at AS "updatedAt",
      ended_at AS "endedAt"
    FROM run WHERE ended_at IS NULL AND updated_at > ${alive} ORDER BY started_at, id`);
  const runs = rows.flatMap(({ id, label, ...run }) => {
    const progress = progressOf(run, now);
    return progress ? [{ id, label, progress }] : [];
  });
  const waiting = runs.reduce((sum, { progress }) => sum + leftOf(progress), 0);
  const oldest = rows.find(({ total, done }) => (total ?? 0) > done)?.startedAt;
  return {
    runs,
    whole: sumOf(runs.map(({ progress }) => progress)),
    waiting,
    oldestSeconds: oldest ? Math.max(0, (now.getTime() - oldest.getTime()) / 1000) : null,
  };
}

type Row = { id: string; label: string } & Parameters<typeof progressOf>[0];

/** Runs go on side by side: the whole is done when its slowest part is. */
function sumOf(all: readonly Progress[]): Progress | null {
  const sized = all.filter(({ total }) => total !== null);
  if (sized.length === 0) return null;
  const etas = sized.map(({ etaSeconds }) => etaSeconds);
  return {
    done: sized.reduce((sum, { done }) => sum + done, 0),
    total: sized.reduce((sum, { total }) => sum + (total ?? 0), 0),
    ratePerSecond: sized.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0),
    etaSeconds: etas.includes(null) ? null : Math.max(...etas.map((eta) => eta ?? 0)),
  };
}

function leftOf({ done, total }: Progress) {
  return Math.max(0, (total ?? done) - done);
}
