import { db, sql } from '#lib/db/client';
import { beyondWall } from '#lib/db/wall';
import { IS_HELD } from './held-mailboxes.ts';

/** Mailboxes whose reports may be missing from every number. */
export type FailingMailboxes = {
  failing: number;
  all: number;
  /** Since when nothing can have come from one of them; null where one never was read to its end. */
  since: Date | null;
};

/**
 * How many mailboxes cannot be read. Whoever looks at numbers may know that they are low; which
 * mailboxes there are is told to those who may see mail. One that a person paused does not fail.
 */
export async function failingMailboxes(): Promise<FailingMailboxes> {
  const [row] = await beyondWall(db).$queryRaw<[FailingMailboxes]>(sql`
    SELECT count(*)::int AS all, count(*) FILTER (WHERE fails)::int AS failing,
      CASE WHEN count(*) FILTER (WHERE fails AND last_ok_at IS NULL) = 0
        THEN min(last_ok_at) FILTER (WHERE fails) END AS since
    FROM (
      SELECT last_ok_at, ${IS_HELD} OR (NOT paused AND last_error IS NOT NULL) AS fails FROM mailbox
    ) AS m`);
  return row;
}
