import { pool, transaction } from '#lib/db/pool';
import type { Viewer } from '#lib/filter/viewer';

type Reader = Pick<Viewer, 'userId'>;

/** Notes that somebody has opened a report that they may see, by its key. */
export async function markRead({ userId }: Reader, reportId: string): Promise<void> {
  if (userId === null) return;
  await pool().query(
    `INSERT INTO read_report (user_id, report_id) SELECT $1, $2::bigint
     WHERE NOT EXISTS (SELECT FROM read_mark WHERE user_id = $1 AND up_to >= $2::bigint)
     ON CONFLICT DO NOTHING`,
    [userId, reportId],
  );
}

/** Notes that somebody has seen every report that was there at a moment; later ones stay new. */
export async function markAllRead({ userId }: Reader, seen: Date): Promise<void> {
  if (userId === null) return;
  await transaction(async (tx) => {
    await tx.query(
      `INSERT INTO read_mark AS m (user_id, up_to) SELECT $1, coalesce(
         (SELECT id FROM report WHERE created_at <= $2 ORDER BY id DESC LIMIT 1), 0)
       ON CONFLICT (user_id) DO UPDATE SET up_to = greatest(m.up_to, excluded.up_to)`,
      [userId, seen],
    );
    await tx.query(
      `DELETE FROM read_report AS r USING read_mark AS m
       WHERE r.user_id = $1 AND m.user_id = $1 AND r.report_id <= m.up_to`,
      [userId],
    );
  });
}
