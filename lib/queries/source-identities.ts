import { db, type Sql, sql } from '#lib/db/client';

export type Identities = { dkim: string[]; spf: string[] };

type Seen = { identities: Identities; reporters: number };

/** As what sources over `record AS r` authenticated, and how many reporters say so. */
export async function listIdentities(where: Sql): Promise<(ip: string | null) => Seen> {
  const rows = await db().$queryRaw<Row[]>(question(where));
  const known = new Map(rows.map((row) => [row.ip, row]));
  return (ip) => {
    const { dkim = [], spf = [], reporters = 0 } = known.get(ip) ?? {};
    return { identities: { dkim, spf }, reporters };
  };
}

type Row = { ip: string | null; reporters: number; dkim: string[]; spf: string[] };

/** A source that shows more sets of results than that has no name that stands out. */
const MOST_SETS = 20;

/** Signatures are joined only to rank their names; no figure comes from here. */
function question(where: Sql) {
  return sql`
    WITH used AS MATERIALIZED (
      SELECT r.source_ip, r.auth_set_id, r.reporter_id, sum(r.count) AS messages
      FROM record AS r WHERE ${where} GROUP BY r.source_ip, r.auth_set_id, r.reporter_id
    ), sets AS (
      SELECT source_ip, auth_set_id, sum(messages) AS messages,
        row_number() OVER (PARTITION BY source_ip ORDER BY sum(messages) DESC, auth_set_id) AS rank
      FROM used GROUP BY source_ip, auth_set_id
    ), named AS (
      SELECT u.source_ip, n.mechanism, n.domain,
        row_number() OVER (PARTITION BY u.source_ip, n.mechanism
          ORDER BY sum(u.messages) DESC, n.domain) AS rank
      FROM sets AS u JOIN auth_set AS a ON a.id = u.auth_set_id
      CROSS JOIN LATERAL (${passing('dkim')} UNION ALL ${passing('spf')}) AS n
      WHERE u.rank <= ${MOST_SETS} GROUP BY u.source_ip, n.mechanism, n.domain
    ), top AS (
      SELECT source_ip,
        array_agg(domain ORDER BY rank) FILTER (WHERE mechanism = 'dkim') AS dkim,
        array_agg(domain ORDER BY rank) FILTER (WHERE mechanism = 'spf') AS spf
      FROM named WHERE rank <= 3 GROUP BY source_ip
    ), seen AS (
      SELECT source_ip, count(DISTINCT reporter_id)::int AS reporters FROM used GROUP BY source_ip
    )
    SELECT host(seen.source_ip) AS ip, seen.reporters,
      coalesce(top.dkim, '{}') AS dkim, coalesce(top.spf, '{}') AS spf
    FROM seen LEFT JOIN top ON top.source_ip IS NOT DISTINCT FROM seen.source_ip`;
}

function passing(mechanism: 'dkim' | 'spf') {
  const results = mechanism === 'dkim' ? sql`a.dkim` : sql`a.spf`;
  return sql`
    SELECT DISTINCT ${mechanism} AS mechanism, e ->> 'domain' AS domain
    FROM jsonb_array_elements(${results}) AS e WHERE e ->> 'result' = 'pass'`;
}
