import { db, sql } from '#lib/db/client';
import { runsAll, type Viewer } from '#lib/filter/viewer';

/** How many see a group's domains because they are limited to it, and no longer once it is gone. */
export type LimitedToGroup = { accounts: number; invitations: number; tokens: number };

/** That of every group by id: for those who manage accounts. */
export async function limitedToGroups(
  viewer: Viewer,
): Promise<ReadonlyMap<number, LimitedToGroup>> {
  if (!runsAll(viewer)) return new Map();
  const rows = await db().$queryRaw<({ id: number } & LimitedToGroup)[]>(sql`
    SELECT g.id,
      (SELECT count(*) FROM user_group WHERE group_id = g.id)::int AS accounts,
      (SELECT count(*) FROM account_link AS l
       WHERE l.purpose = 'invite' AND l.expires_at > now() AND g.id = ANY(l.group_ids))::int AS invitations,
      (SELECT count(*) FROM api_token AS t
       WHERE (t.expires_at IS NULL OR t.expires_at > now()) AND g.id = ANY(t.group_ids))::int AS tokens
    FROM domain_group AS g`);
  return new Map(rows.map(({ id, ...limited }) => [id, limited]));
}
