import { Client } from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { db, sql } from '#lib/db/client';
import { pool, transaction } from '#lib/db/pool';
import { askAs, asNobody, wallStatement, within } from '#lib/db/wall';
import { SHARED_TABLES, WALLED_TABLES } from '#lib/db/walled-tables';
import { parseFilter } from '#lib/filter/filter';
import { mintViewer, SYSTEM_VIEWER } from '#lib/filter/viewer';
import { secondWallStands } from '#lib/queries/second-wall';
import { streamRows } from '#lib/queries/stream-rows';
import { totals } from '#lib/queries/totals';
import { putUpWall } from '#prisma/second-wall';
import { seedReport } from '#test/support/seed';

let mine: number;
let theirs: number;

beforeAll(async () => {
  ({ domainId: mine } = await seedReport({ domain: 'example.com' }));
  ({ domainId: theirs } = await seedReport({ domain: 'example.org' }));
  for (const id of [mine, theirs, 0]) await fill(id);
});

const TABLES = Object.keys(WALLED_TABLES);

test('every table that names a domain stands behind the wall', async () => {
  const { rows } = await pool().query<{ name: string; walled: boolean }>(
    `SELECT c.relname AS name, c.relrowsecurity AND EXISTS (SELECT FROM pg_policy AS p
       WHERE p.polrelid = c.oid AND p.polname = 'limited' AND NOT p.polpermissive) AS walled
     FROM pg_class AS c WHERE c.relnamespace = 'public'::regnamespace
       AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND (c.relname = ANY($1) OR EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid
         AND a.attname IN ('domain_id', 'domain', 'reported_domain') AND NOT a.attisdropped))`,
    [TABLES],
  );
  const open = rows.filter(({ walled }) => !walled).map(({ name }) => name);
  // Whose limits a person has, and what reports say in passing.
  expect(open).toEqual(['user_domain']);
  expect(rows.length).toBe(TABLES.length + 1);
});

test.each(TABLES)(
  'a question about %s that forgot whose it is sees nothing of others',
  async (table) => {
    const all = await count(table, 'all');
    const own = await count(table, [mine]);
    expect(own).toBeGreaterThan(0);
    expect(await count(table, [theirs])).toBeGreaterThan(0);
    expect(own).toBeLessThan(all);
    expect(await count(table, [])).toBe(0);
  },
);

test('partitions, accounts and secrets are not for the limited role at all', async () => {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
     AND relkind IN ('r', 'p') AND has_table_privilege(current_user || '_limited', oid, 'SELECT')`,
  );
  const seen = rows.map(({ name }) => name).toSorted();
  expect(seen).toEqual([...TABLES, ...SHARED_TABLES].toSorted());
});

test('whichever way it is asked', async () => {
  const seen = await within([mine], async () => ({
    model: (await db().report.findMany()).map(({ domainId }) => domainId),
    count: await db().domain.count(),
    snapshot: await db().$transaction((tx) => tx.$queryRaw(sql`SELECT id FROM domain`)),
    stream: await all(streamRows(sql`SELECT id FROM domain`)),
    afterwards: await db().$queryRaw(sql`SELECT current_user = session_user AS itself`),
  }));
  expect(seen).toEqual({
    model: [mine],
    count: 1,
    snapshot: [{ id: mine }],
    stream: [[{ id: mine }]],
    afterwards: [{ itself: false }],
  });
  const { rows } = await pool().query('SELECT current_user = session_user AS itself');
  expect(rows).toEqual([{ itself: true }]);
});

test('a request sees nothing until somebody is named, and then what is theirs', async () => {
  const limited = mintViewer({ userId: null, name: 'eve', role: 'viewer', domains: [mine] });
  const seen = async () => (await db().report.findMany()).map(({ domainId }) => domainId);
  await asNobody('GET /', async () => {
    expect(await seen()).toEqual([]);
    await Promise.resolve().then(() => askAs(limited));
    expect(await seen()).toEqual([mine]);
    await asNobody('GET /', async () => expect(await seen()).toEqual([]));
    expect(await Promise.all([seen(), seen()])).toEqual([[mine], [mine]]);
    askAs(SYSTEM_VIEWER);
    expect(await seen()).toEqual([mine, theirs]);
    const [row] = await db().$queryRaw<{ itself: boolean }[]>(
      sql`SELECT current_user = session_user AS itself`,
    );
    expect(row?.itself).toBe(true);
  });
  // A worker or a command: nobody has opened a request.
  askAs(limited);
  expect(await seen()).toEqual([mine, theirs]);
});

test('those who see all are asked as ever, and what is said behind the wall is the same', async () => {
  const filter = parseFilter({ from: '2026-11-01', to: '2026-11-30' });
  const viewer = mintViewer({ userId: null, name: 'eve', role: 'viewer', domains: [mine] });
  const now = new Date('2026-11-30T12:00Z');
  expect(await within([mine], () => totals(viewer, filter, now))).toEqual(
    await totals(viewer, filter, now),
  );
});

test('what is written is written as the owner, not as the limited role', async () => {
  await within([mine], async () => {
    await db().setting.create({ data: { key: 'wall', value: 1 } });
    await db().domain.update({ where: { id: mine }, data: { orgDomain: 'example.com' } });
  });
});

test('a role that may make no other puts up no wall, and leaves nothing half-done', async () => {
  const client = new Client({ connectionString: process.env['DATABASE_URL'] });
  await client.connect();
  await client.query(`SELECT set_config('role', current_user || '_limited', false)`);
  expect(await putUpWall(client)).toBe(false);
  await client.query('RESET ROLE');
  expect(await putUpWall(client)).toBe(true);
  expect(await secondWallStands()).toBe(true);
  await client.end();
});

async function all<Row>(batches: AsyncIterable<Row>) {
  const rows = [];
  for await (const batch of batches) rows.push(batch);
  return rows;
}

async function count(table: string, domains: 'all' | readonly number[]) {
  return await transaction(async (tx) => {
    if (domains !== 'all') await tx.query(wallStatement(domains));
    const { rows } = await tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    return rows[0]?.n ?? 0;
  });
}

/** A row in each table that `seedReport` leaves empty. */
async function fill(id: number) {
  const month = '2026-11-01';
  await pool().query(`INSERT INTO source_sum VALUES ($1, $2, '192.0.2.1', 1, 1, $2, $2)`, [
    id,
    month,
  ]);
  await pool().query(
    `INSERT INTO source_trait VALUES ($1, $2, '192.0.2.1', '[]', '[]', '[]', '[]')`,
    [id, month],
  );
  await pool().query(
    'INSERT INTO summed_month (domain_id, month, first_day, last_day) VALUES ($1, $2, $2, $2)',
    [id, month],
  );
  if (id === 0) return;
  await pool().query(`INSERT INTO first_seen VALUES ($1, '192.0.2.1', $2)`, [id, month]);
  await pool().query('INSERT INTO judged_month VALUES ($1, $2, now())', [id, month]);
  await pool().query(`INSERT INTO monthly VALUES ($1, $2, 'passed', 'none', true, true, 1, 1)`, [
    id,
    month,
  ]);
  await pool().query(`INSERT INTO monthly_policy VALUES ($1, $2, 'p=none', 1)`, [id, month]);
  await pool().query('INSERT INTO classed_month VALUES ($1, $2, now())', [id, month]);
  await pool().query(
    `INSERT INTO daily_class VALUES ($1, $2, 'own', false, 'passed', 'none', true, true, 1)`,
    [id, month],
  );
  await pool().query(
    `INSERT INTO monthly_class VALUES ($1, $2, 'own', false, 'passed', 'none', true, true, 1)`,
    [id, month],
  );
  await pool().query(
    `INSERT INTO daily_conduct VALUES ($1, $2, 1, 'rfc7489', 'none', 100, 1, 0, 0)`,
    [id, month],
  );
  await pool().query(
    `INSERT INTO daily_excuse (domain_id, day, reporter_id, source_ip, outcome, disposition, requested,
       reasons, messages) VALUES ($1, $2, 1, '192.0.2.1', 'delivered', 'none', 'none', '[]', 1)`,
    [id, month],
  );
  await pool().query(
    `INSERT INTO daily_name (domain_id, day, header_from, messages, passed, dkim_and_spf, dkim_only,
       spf_only, overridden, quarantined, rejected) VALUES ($1, $2, 'a.example', 1, 1, 1, 0, 0, 0, 0, 0)`,
    [id, month],
  );
  await pool().query(
    `INSERT INTO daily_failure VALUES ($1, $2, 1, 'rejected', 'reject', false, false, 'reject', true,
       1, 1, 1, '192.0.2.1', '192.0.2.1', 'r', 'r', 'example.com', NULL)`,
    [id, month],
  );
  await pool().query(
    `INSERT INTO source_verdict (source_ip, domain_id, month, class, candidate, confidence, rule,
       because, against)
     VALUES ('192.0.2.1', $1, $2, 'yours', false, 'high', 1, '[]', '[]')`,
    [id, month],
  );
  await pool().query(
    `WITH g AS (INSERT INTO domain_group (name, name_key) VALUES ($1::text, $1::text) RETURNING id)
     INSERT INTO group_domain SELECT id, $1::int FROM g`,
    [id],
  );
  await pool().query('INSERT INTO dropped_month VALUES ($1, $2)', [id, month]);
  await pool().query(
    `INSERT INTO source_label (batch, domain_id, service, label, actor)
     VALUES (gen_random_uuid(), $1, 'Sendwell', 'yours', 'eve')`,
    [id],
  );
  await pool().query(
    `INSERT INTO spf_ranges (domain_id, name, state, beyond, checked_at, expires_at)
     VALUES ($1, 'example.com', 'none', '{}', now(), now())`,
    [id],
  );
  await pool().query(`INSERT INTO dmarc_record VALUES ($1, now(), now(), 'none', NULL, now())`, [
    id,
  ]);
  await pool().query(
    `WITH t AS (
       INSERT INTO tls_report (identity, content_hash, counted, organization_name, report_id, begin_at,
         end_at, received_at)
       VALUES ($1::text::bytea, '\\x00', true, 'Reporter', '1', now(), now(), now())
       RETURNING id
     ), p AS (
       INSERT INTO tls_policy (tls_report_id, policy_no, type, type_raw, domain, strings, mx_hosts,
         successful_sessions, failed_sessions)
       SELECT t.id, 1, 'sts', 'sts', d.name, '{}', '{}', 1, 1 FROM t, domain AS d WHERE d.id = $1::int
       RETURNING tls_report_id
     ) INSERT INTO tls_failure (tls_report_id, policy_no, failure_no, failed_sessions)
       SELECT tls_report_id, 1, 1, 1 FROM p`,
    [id],
  );
  await pool().query(
    `INSERT INTO failure_report (identity, content_hash, counted, received_at, form, incidents,
       reported_domain, authentication_results, original_rcpt_to)
     SELECT $1::text::bytea, '\\x00', true, now(), 'fields', 1, 'mail.' || name, '{}', '{}'
     FROM domain WHERE id = $1::int`,
    [id],
  );
}
