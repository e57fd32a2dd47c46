import { db, sql } from '#lib/db/client';
import { beyondWall } from '#lib/db/wall';

/** Requests so far in the window that goes on, this one among them, and the seconds it has left. */
type Use = { count: number; seconds: number };

/**
 * Counts one request under a key, by the database's own clock: several web processes on several
 * machines count together. The table is not logged, so that this costs no disk; a crash of Postgres
 * forgets a minute's counts.
 */
export async function countRequest(key: string, windowSeconds: number): Promise<Use> {
  const [use] = await beyondWall(db).$queryRaw<[Use]>(sql`
    INSERT INTO api_use AS u (key, window_no, count)
    VALUES (${key}, floor(extract(epoch FROM now()) / ${windowSeconds}::int)::int, 1)
    ON CONFLICT (key) DO UPDATE SET window_no = excluded.window_no,
      count = CASE WHEN u.window_no = excluded.window_no THEN u.count + 1 ELSE 1 END
    RETURNING count, (ceil((window_no + 1)::float8 * ${windowSeconds}::int
      - extract(epoch FROM now())))::int AS seconds`);
  return use;
}

/** Forgets the count of a key that nobody can use again. */
export async function forgetRequests(key: string): Promise<void> {
  await db().apiUse.deleteMany({ where: { key } });
}
