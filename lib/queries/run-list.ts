import { db, type Sql, sql } from '#lib/db/client';
import type { Viewer } from '#lib/filter/viewer';
import { requireMailAccess } from './require-mail-access.ts';

/** How far a run is: `total` and `etaSeconds` are null while nobody knows. */
export type Progress = {
  done: number;
  total: number | null;
  ratePerSecond: number;
  etaSeconds: number | null;
};

/** A pass over a mailbox, or an import. */
export type RunRow = {
  id: string;
  origin: 'mailbox' | 'upload' | 'import' | 'api' | 'demo';
  mailbox: string | null;
  label: string;
  startedAt: Date;
  updatedAt: Date;
  endedAt: Date | null;
  total: number | null;
  done: number;
  stored: number;
  duplicates: number;
  conflicts: number;
  quarantined: number;
  records: number;
  messages: number;
  bytes: number;
  error: string | null;
  /** Null when it has ended, or its process has. */
  progress: Progress | null;
};

/** A run that has said nothing for so long belongs to a process that died. */
export const SILENT_MS = 10 * 60 * 1000;

/** The select list of a RunRow over `run AS r` and `mailbox AS b`. */
export const RUN_ROW: Sql = sql`
  r.id::text, r.origin::text, b.name AS mailbox, r.label, r.started_at AS "startedAt",
  r.updated_at AS "updatedAt", r.ended_at AS "endedAt", r.total, r.done, r.stored, r.duplicates,
  r.conflicts, r.quarantined, r.records::float8, r.messages::float8, r.bytes::float8, r.error`;

/** The newest runs, those that go on first. */
export async function runList(
  viewer: Viewer,
  { limit = 20, now = new Date() }: { limit?: number; now?: Date } = {},
): Promise<RunRow[]> {
  requireMailAccess(viewer);
  const rows = await db().$queryRaw<Omit<RunRow, 'progress'>[]>(sql`
    SELECT ${RUN_ROW} FROM run AS r LEFT JOIN mailbox AS b ON b.id = r.mailbox_id
    ORDER BY r.ended_at IS NULL DESC, r.started_at DESC, r.id DESC LIMIT ${limit}`);
  return rows.map((row) => ({ ...row, progress: progressOf(row, now) }));
}

type Measured = Pick<RunRow, 'done' | 'total' | 'startedAt' | 'updatedAt' | 'endedAt'>;

/** How far a run is; null when it has ended, or its process has. */
export function progressOf({ done, total, ...run }: Measured, now: Date): Progress | null {
  if (run.endedAt || now.getTime() - run.updatedAt.getTime() > SILENT_MS) return null;
  const seconds = (run.updatedAt.getTime() - run.startedAt.getTime()) / 1000;
  const ratePerSecond = seconds > 0 ? done / seconds : 0;
  const known = total !== null && ratePerSecond > 0;
  return {
    done,
    total,
    ratePerSecond,
    etaSeconds: known ? Math.max(0, total - done) / ratePerSecond : null,
  };
}
