import { db, type Sql, sql } from '#lib/db/client';
import { parseFilter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { scopeOf } from './where.ts';

/** Beyond that nobody counts, and no page waits for it. */
const MOST = 100;

/** Reports that a person has not opened; `more` where there are others than those that were counted. */
export type Unread = { count: number; more: boolean };

/** How many reports of what the viewer may see are new to them. */
export async function countUnread(viewer: Viewer): Promise<Unread> {
  if (viewer.userId === null) return { count: 0, more: false };
  const { domainIds } = await scopeOf(viewer, parseFilter({}));
  // As a value: Postgres would take a question in its place for a third of all reports, and read them.
  const read = await db().readMark.findUnique({
    where: { userId: viewer.userId },
    select: { upTo: true },
  });
  const [{ count }] = await db().$queryRaw<[{ count: number }]>(sql`
    SELECT count(*)::int AS count FROM (
      SELECT FROM report AS p
      WHERE p.domain_id = ANY(${domainIds}::int[]) AND p.id > ${read?.upTo ?? 0}::bigint
        AND ${isUnopened(viewer.userId)} LIMIT ${MOST}
    ) AS unread`);
  return { count: Math.min(count, MOST - 1), more: count === MOST };
}

/** Which of some reports, by the ids in their links, are new to the viewer. */
export async function unreadAmong(
  viewer: Viewer,
  uids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (viewer.userId === null) return new Set();
  const { domains } = viewer;
  const seen = domains === 'all' ? sql`true` : sql`p.domain_id = ANY(${[...domains]}::int[])`;
  const rows = await db().$queryRaw<{ uid: string }[]>(sql`
    SELECT p.uid::text FROM report AS p
    WHERE p.uid = ANY(${[...uids]}::uuid[]) AND ${seen} AND ${isUnread(viewer.userId)}`);
  return new Set(rows.map(({ uid }) => uid));
}

/** Whether somebody has neither opened report `p` nor called all read since it came. */
function isUnread(userId: string): Sql {
  return sql`p.id > coalesce((SELECT up_to FROM read_mark WHERE user_id = ${userId}), 0)
    AND ${isUnopened(userId)}`;
}

function isUnopened(userId: string): Sql {
  return sql`NOT EXISTS (
    SELECT FROM read_report AS r WHERE r.user_id = ${userId} AND r.report_id = p.id)`;
}
