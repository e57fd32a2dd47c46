import type { PoolClient } from 'pg';

/** A table of a backup, and the two statements that take its rows out and put them back. */
export type BackupTable = { name: string; copyOut: string; copyIn: string };

/**
 * What a backup leaves behind: sessions end with the machine that held them, workers note themselves
 * anew, and the list of migrations is the new database's own.
 */
const LEFT_BEHIND = ['_prisma_migrations', 'session', 'verification', 'worker'];

/**
 * Every table of the schema whose rows a backup holds, those that others refer to first. Rows leave in
 * the order of their key, and text in that of its bytes, so that equal tables are equal files whatever
 * the language of their server.
 */
export async function backupTables(tx: PoolClient): Promise<BackupTable[]> {
  const { rows } = await tx.query<BackupTable & { refers_to: string[] }>(
    `WITH tables AS (
       SELECT oid, relname FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
         AND relname <> ALL($1)
     ), columns AS (
       SELECT attrelid, string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS list
       FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped AND attgenerated = '' GROUP BY 1
     ), keys AS (
       SELECT indrelid, string_agg(quote_ident(attname)
                || CASE WHEN attcollation = 0 THEN '' ELSE ' COLLATE "C"' END, ', ' ORDER BY place) AS list
       FROM pg_index CROSS JOIN unnest(indkey::int2[]) WITH ORDINALITY AS key(attnum, place)
         JOIN pg_attribute USING (attnum)
       WHERE indisprimary AND attrelid = indrelid GROUP BY 1
     )
     SELECT relname AS name,
       format('COPY (SELECT %s FROM %I ORDER BY %s) TO STDOUT', columns.list, relname, keys.list)
         AS "copyOut",
       format('COPY %I (%s) FROM STDIN', relname, columns.list) AS "copyIn",
       ARRAY(SELECT target.relname::text FROM pg_constraint JOIN tables target ON target.oid = confrelid
             WHERE conrelid = tables.oid AND contype = 'f' AND confrelid <> conrelid) AS refers_to
     FROM tables JOIN columns ON columns.attrelid = oid LEFT JOIN keys ON keys.indrelid = oid
     ORDER BY relname`,
    [LEFT_BEHIND],
  );
  const keyless = rows.find(({ copyOut }) => copyOut === null);
  if (keyless)
    throw new Error(`${keyless.name} has no primary key, by which it could be compared.`);
  return referredFirst(rows);
}

function referredFirst<T extends BackupTable & { refers_to: string[] }>(tables: T[]): T[] {
  const placed = new Set<string>();
  const order: T[] = [];
  let rest = tables;
  while (rest.length > 0) {
    const next = rest.filter(({ refers_to }) => refers_to.every((name) => placed.has(name)));
    if (next.length === 0) throw new Error(`${rest[0]?.name} refers to itself in a circle.`);
    for (const table of next) placed.add(table.name);
    order.push(...next);
    rest = rest.filter(({ name }) => !placed.has(name));
  }
  return order;
}
