import { hash } from 'node:crypto';
import { pool } from '#lib/db/pool';

/**
 * Names and result sets that millions of records share, by their ids. Rows are written outside the
 * batch's transaction: they are true whether or not it commits, so the cache never holds an id that
 * was rolled back, and two workers never wait for each other's batch.
 */
const AT_MOST = 50_000;
const domains = new Map<string, number>();
const reporters = new Map<string, number>();
const authSets = new Map<string, number>();
const months = new Set<string>();

/** The ids of policy domains (A-labels), made where they are new. */
export async function domainIds(
  wanted: ReadonlyMap<string, { orgDomain: string; isDemo: boolean }>,
): Promise<ReadonlyMap<string, number>> {
  return await idsOf(domains, [...wanted.keys()], async (missing) => {
    const rows = missing.map((name) => ({ name, ...wanted.get(name) }));
    return await upsert(
      `INSERT INTO domain (name, org_domain, is_demo)
       SELECT name, "orgDomain", "isDemo"
       FROM json_to_recordset($1::json) AS d(name text, "orgDomain" text, "isDemo" boolean)
       ORDER BY name ON CONFLICT (name) DO NOTHING`,
      'SELECT name AS key, id FROM domain WHERE name = ANY($1)',
      rows,
      missing,
    );
  });
}

/** The ids of reporters by their `org_name`, told apart without regard to case. */
export async function reporterIds(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const spelt = new Map(names.map((name) => [reporterKey(name), name]));
  return await idsOf(reporters, [...spelt.keys()], async (missing) => {
    const rows = missing.map((key) => ({ key, name: spelt.get(key) }));
    return await upsert(
      `INSERT INTO reporter (name, name_key)
       SELECT name, key FROM json_to_recordset($1::json) AS r(name text, key text)
       ORDER BY key ON CONFLICT (name_key) DO NOTHING`,
      'SELECT name_key AS key, id FROM reporter WHERE name_key = ANY($1)',
      rows,
      missing,
    );
  });
}

/** How reporters are told apart. */
export function reporterKey(name: string): string {
  return name.toLowerCase();
}

/**
 * The ids of auth result sets; the key is the set's own JSON, `[dkim, spf]`. What is remembered of it is
 * its digest: fifty thousand sets are some 12 MB of JSON.
 */
export async function authSetIds(keys: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
  const keyOf = new Map([...keys].map((key) => [hash('sha256', key, 'base64'), key]));
  const ids = await idsOf(authSets, [...keyOf.keys()], async (missing) => {
    const rows = missing.map((digest) => ({ digest, set: keyOf.get(digest) }));
    return await upsert(
      `INSERT INTO auth_set (digest, dkim, spf)
       SELECT decode(digest, 'base64'), set::jsonb -> 0, set::jsonb -> 1
       FROM json_to_recordset($1::json) AS a(digest text, set text)
       ORDER BY 1 ON CONFLICT (digest) DO NOTHING`,
      `SELECT encode(digest, 'base64') AS key, id FROM auth_set
       WHERE digest = ANY(SELECT decode(d, 'base64') FROM unnest($1::text[]) AS d)`,
      rows,
      missing,
    );
  });
  return new Map(
    [...keyOf].flatMap(([digest, key]) => {
      const id = ids.get(digest);
      return id === undefined ? [] : [[key, id] as const];
    }),
  );
}

/** Sees to it that the partitions of `record` for these days (`2026-11-05`) exist. */
export async function ensureRecordMonths(days: Iterable<string>): Promise<void> {
  for (const month of new Set([...days].map((day) => day.slice(0, 7)))) {
    if (months.has(month)) continue;
    await pool().query('SELECT ensure_record_month($1::date)', [`${month}-01`]);
    months.add(month);
  }
}

/** Writes down source addresses that are new, so that enrichment finds them. */
export async function noteSources(ips: readonly string[]): Promise<void> {
  const fresh = [...new Set(ips)].filter((ip) => !sources.has(ip)).toSorted();
  if (fresh.length === 0) return;
  await pool().query(
    'INSERT INTO source (ip) SELECT unnest($1::inet[]) ON CONFLICT (ip) DO NOTHING',
    [fresh],
  );
  if (sources.size + fresh.length > AT_MOST) sources.clear();
  for (const ip of fresh) sources.add(ip);
}

const sources = new Set<string>();

/** Forgets every id, after rows of these tables were deleted (demo data, a domain). */
export function forgetDictionary(): void {
  for (const cache of [domains, reporters, authSets, months, sources]) cache.clear();
}

type Found = { key: string; id: number };

async function idsOf(
  cache: Map<string, number>,
  keys: readonly string[],
  find: (missing: string[]) => Promise<Found[]>,
) {
  const missing = keys.filter((key) => !cache.has(key));
  if (missing.length === 0) return cache;
  const known = keys.flatMap((key) => {
    const id = cache.get(key);
    return id === undefined ? [] : [{ key, id }];
  });
  const found = await find(missing);
  if (cache.size + found.length > AT_MOST) cache.clear();
  for (const { key, id } of [...known, ...found]) cache.set(key, id);
  return cache;
}

async function upsert(insert: string, select: string, rows: unknown[], keys: string[]) {
  await pool().query(insert, [JSON.stringify(rows)]);
  const { rows: found } = await pool().query<Found>(select, [keys]);
  return found;
}
