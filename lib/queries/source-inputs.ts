import { db, type Sql, sql } from '#lib/db/client';
import type { StoredDkim, StoredSpf } from './auth-results.ts';
import { type TallyRow, tally } from './metrics.ts';
import { NO_ADDRESS } from './source-sums.ts';

/**
 * Sources that are judged at once, those with most messages first: far more than a person looks
 * through, and a bound for what a botnet's hundred thousand addresses cost.
 */
const MOST_SOURCES = 10_000;

/** A source as it sent for one domain: its sums, and the sets of results that it showed. */
export type SourceInput = TallyRow & {
  domainId: number;
  domain: string;
  ip: string | null;
  firstDay: string;
  lastDay: string;
  rewritten: number;
  excused: number;
  sets: UsedSet[];
  ptr: string | null;
  ptrConfirmed: boolean | null;
  country: string | null;
  asn: number | null;
  asName: string | null;
  lookup: 'found' | 'none' | 'failed' | 'skipped' | 'demo' | null;
  /** How many there are in all; more than are here where a bound was met. */
  pairs: number;
};

export type UsedSet = { dkim: StoredDkim[]; spf: StoredSpf[]; messages: number; froms: string[] };

type Row = Omit<SourceInput, 'sets'> & {
  used: { id: number; messages: number; froms: string[] }[];
};

/** Everything that judging sources takes, over `record AS r`: one look at the records of a period. */
export async function sourceInputs(where: Sql): Promise<SourceInput[]> {
  const rows = await db().$queryRaw<Row[]>(question(where));
  const ids = [...new Set(rows.flatMap(({ used }) => used.map(({ id }) => id)))];
  const sets = await db().authSet.findMany({ where: { id: { in: ids } } });
  const known = new Map(sets.map((set) => [set.id, set]));
  return rows.map(({ used, ...row }) => ({
    ...row,
    sets: used.map(({ id, messages, froms }) => ({ messages, froms, ...resultsOf(known.get(id)) })),
  }));
}

/** What the reader wrote, as the schema of `auth_set` says. */
function resultsOf(set: { dkim: unknown; spf: unknown } | undefined) {
  return { dkim: listOf<StoredDkim>(set?.dkim), spf: listOf<StoredSpf>(set?.spf) };
}

function listOf<Item>(json: unknown): Item[] {
  return Array.isArray(json) ? json : [];
}

/** A source that shows more sets of results than that is no one's own. */
const MOST_SETS = 20;

/**
 * Grouped thrice, each time what the last has left: by all that tells records apart, so that a hash
 * can sum them; then by the set of results; then by the source. Sums stand in `pair`, where no set
 * multiplies them.
 */
function question(where: Sql) {
  return sql`
    WITH said AS (
      SELECT r.domain_id, coalesce(r.source_ip, ${NO_ADDRESS}) AS place, r.auth_set_id,
        r.header_from, ${tally(sql`r.count`)},
        ${sumWhere(REWRITTEN)} AS rewritten, ${sumWhere(EXCUSED)} AS excused,
        min(r.day) AS first_day, max(r.day) AS last_day
      FROM record AS r WHERE ${where} GROUP BY 1, 2, 3, 4
    ), used AS MATERIALIZED (
      SELECT domain_id, place, auth_set_id, ${SUMS},
        (array_agg(header_from ORDER BY messages DESC, header_from))[1:10] AS froms
      FROM said GROUP BY 1, 2, 3
    ), pair AS MATERIALIZED (
      SELECT domain_id, place, ${SUMS}, count(*) OVER ()::int AS pairs
      FROM used GROUP BY domain_id, place
      ORDER BY sum(messages) DESC, place, domain_id LIMIT ${MOST_SOURCES}
    ), ranked AS (
      SELECT domain_id, place, auth_set_id, used.messages, froms, row_number() OVER (
        PARTITION BY domain_id, place ORDER BY used.messages DESC, auth_set_id) AS rank
      FROM used JOIN pair USING (domain_id, place)
    ), sets AS (
      SELECT domain_id, place, json_agg(json_build_object('id', auth_set_id, 'messages', messages,
        'froms', froms) ORDER BY rank) AS used
      FROM ranked WHERE rank <= ${MOST_SETS} GROUP BY domain_id, place
    )
    SELECT pair.*, pair.domain_id AS "domainId", d.name AS domain, 
      CASE WHEN pair.place <> ${NO_ADDRESS} THEN host(pair.place) END AS ip,
      to_char(pair.first_day, 'YYYY-MM-DD') AS "firstDay",
      to_char(pair.last_day, 'YYYY-MM-DD') AS "lastDay",
      s.ptr, s.ptr_confirmed AS "ptrConfirmed", s.country, s.asn, s.as_name AS "asName",
      s.lookup::text AS lookup, sets.used
    FROM pair JOIN sets USING (domain_id, place) JOIN domain AS d ON d.id = pair.domain_id
    LEFT JOIN source AS s ON s.ip = pair.place
    ORDER BY pair.messages DESC, pair.place, pair.domain_id`;
}

/** The measures of groups that were summed before. */
const SUMS = sql`sum(messages) AS messages, sum(passed) AS passed, sum(overridden) AS overridden,
  sum(quarantined) AS quarantined, sum(rejected) AS rejected, sum(delivered) AS delivered,
  sum("both") AS "both", sum("dkimOnly") AS "dkimOnly", sum("spfOnly") AS "spfOnly",
  sum(neither) AS neither, sum(rewritten) AS rewritten, sum(excused) AS excused,
  min(first_day) AS first_day, max(last_day) AS last_day`;

/** The Sender Rewriting Scheme, in the local part or as the name of the host, or a bounce address. */
const REWRITTEN = sql`(r.envelope_from ~* '(^|[.+=-])srs[01]?[=+.-]'
  OR r.envelope_from ~* ('^bounce[+-][^@]*=' || replace(r.header_from, '.', '[.]') || '@'))`;

/** Receivers' reasons that speak of forwarding (RFC 9990 §3.1.6; `forwarded` is RFC 7489's). */
const EXCUSED = sql`jsonb_path_exists(r.reasons, '$[*] ? (@.type == "forwarded"
  || @.type == "trusted_forwarder" || @.type == "mailing_list"
  || (@.comment like_regex "arc *= *pass" flag "i"))')`;

function sumWhere(condition: Sql) {
  return sql`coalesce(sum(r.count) FILTER (WHERE ${condition}), 0)::float8`;
}
