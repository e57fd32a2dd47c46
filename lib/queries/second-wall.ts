import { db, sql } from '#lib/db/client';
import { WALLED_TABLES } from '#lib/db/walled-tables';

/** Whether people with limits are kept to their domains by Postgres as well (prisma/second-wall.ts). */
export async function secondWallStands(): Promise<boolean> {
  const tables = Object.keys(WALLED_TABLES);
  const [row] = await db().$queryRaw<[{ stands: boolean }]>(sql`
    SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = session_user || '_limited'
        AND pg_has_role(session_user, oid, 'MEMBER'))
      AND (SELECT count(*) FROM pg_policies
        WHERE schemaname = 'public' AND policyname = 'limited') = ${tables.length} AS stands`);
  return row.stands;
}
