import { db, type Sql, sql } from '#lib/db/client';
import type { StoredDkim, StoredSpf } from './auth-results.ts';
import { sumWhere, type TallyRow, tally } from './metrics.ts';
import { NO_ADDRESS } from './source-sums.ts';
import { streamRows } from './stream-rows.ts';

/**
 * Sources that are judged together, those with most messages first: far more than a person looks
 * through, and a bound for what a botnet's hundred thousand addresses cost.
 */
const MOST_SOURCES = 10_000;

/** A source as it sent for one domain: its sums, and the sets of results that it showed. */
export type SourceInput = TallyRow & {
  domainId: number;
  domain: string;
  parked: boolean;
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
};

export type UsedSet = { dkim: StoredDkim[]; spf: StoredSpf[]; messages: number; froms: string[] };

/** What differs in a source's mail: the set of results, its messages, their From domain. */
type Part = [set: number, messages: number, from: string];
type Row = Omit<SourceInput, 'sets'> & { parts: Part[] };

/**
 * Everything that judging a domain's sources takes: what they sent in a month (`2026-10`) and in the
 * one before, since a month that has just begun tells little. In batches, those with most messages
 * first: all results of ten thousand sources at once would take more memory than a worker has.
 */
export async function* sourceInputs(
  domainId: number,
  month: string,
  gone: AbortSignal,
): AsyncGenerator<SourceInput[]> {
  const first = sql`${`${month}-01`}::date`;
  const asked = question(sql`r.domain_id = ${domainId}
    AND r.day >= ${first} - INTERVAL '1 month' AND r.day < ${first} + INTERVAL '1 month'`);
  for await (const rows of streamRows<Row>(asked, gone)) {
    const known = await knownSets(rows);
    yield rows.map(({ parts, ...row }) => ({ ...row, sets: usedSets(parts, known) }));
  }
}

async function knownSets(rows: readonly Row[]) {
  const ids = new Set(rows.flatMap(({ parts }) => parts.map(([id]) => id)));
  const sets = await db().authSet.findMany({ where: { id: { in: [...ids] } } });
  return new Map(sets.map((set) => [set.id, resultsOf(set)]));
}

type Results = Pick<UsedSet, 'dkim' | 'spf'>;

/** What the reader wrote, as the schema of `auth_set` says. */
function resultsOf(set: { dkim: unknown; spf: unknown }): Results {
  return { dkim: listOf<StoredDkim>(set.dkim), spf: listOf<StoredSpf>(set.spf) };
}

function listOf<Item>(json: unknown): Item[] {
  return Array.isArray(json) ? json : [];
}

const NO_RESULTS: Results = { dkim: [], spf: [] };

/** A source that shows more sets of results than that is no one's own. */
const MOST_SETS = 20;

/** The sets of a source, those of most messages first, from what differs in set or From domain. */
function usedSets(parts: readonly Part[], known: ReadonlyMap<number, Results>): UsedSet[] {
  const used = new Map<number, UsedSet>();
  for (const [id, messages, from] of parts) {
    const set = used.get(id) ?? { ...(known.get(id) ?? NO_RESULTS), messages: 0, froms: [] };
    used.set(id, set);
    set.messages += messages;
    if (!set.froms.includes(from)) set.froms.push(from);
  }
  return [...used.values()].toSorted((a, b) => b.messages - a.messages).slice(0, MOST_SETS);
}

/** Of what differs in a source's mail, so much is looked at: most messages first. */
const MOST_PARTS = 100;

/**
 * Grouped twice: first by all that tells records apart, so that a hash can sum them and the second
 * grouping, which is by source and in order, has few rows to look at.
 */
function question(where: Sql) {
  return sql`
    WITH said AS (
      SELECT r.domain_id, coalesce(r.source_ip, ${NO_ADDRESS}) AS place, r.auth_set_id,
        r.header_from, r.outcome, r.dkim_aligned, r.spf_aligned, sum(r.count)::float8 AS count,
        ${sumWhere(sql`r.count`, REWRITTEN)} AS rewritten, ${sumWhere(sql`r.count`, EXCUSED)} AS excused,
        min(r.day) AS first_day, max(r.day) AS last_day
      FROM record AS r WHERE ${where} GROUP BY 1, 2, 3, 4, 5, 6, 7
    ), ranked AS (
      SELECT said.*, row_number() OVER (PARTITION BY domain_id, place
        ORDER BY count DESC, auth_set_id, header_from, outcome) AS rank FROM said
    ), pair AS (
      SELECT domain_id, place, ${tally(sql`r.count`)}, sum(rewritten) AS rewritten,
        sum(excused) AS excused, min(first_day) AS first_day, max(last_day) AS last_day,
        json_agg(json_build_array(auth_set_id, count, header_from))
          FILTER (WHERE rank <= ${MOST_PARTS}) AS parts
      FROM ranked AS r GROUP BY domain_id, place
      ORDER BY sum(count) DESC, place, domain_id LIMIT ${MOST_SOURCES}
    )
    SELECT pair.messages, passed, overridden, quarantined, rejected, delivered, "both", "dkimOnly",
      "spfOnly", neither, rewritten, excused, parts, domain_id AS "domainId", d.name AS domain,
      d.parked_at IS NOT NULL AS parked,
      CASE WHEN pair.place <> ${NO_ADDRESS} THEN host(pair.place) END AS ip,
      to_char(pair.first_day, 'YYYY-MM-DD') AS "firstDay",
      to_char(pair.last_day, 'YYYY-MM-DD') AS "lastDay",
      s.ptr, s.ptr_confirmed AS "ptrConfirmed", s.country, s.asn, s.as_name AS "asName",
      s.lookup::text AS lookup
    FROM pair JOIN domain AS d ON d.id = pair.domain_id LEFT JOIN source AS s ON s.ip = pair.place
    ORDER BY pair.messages DESC, pair.place, pair.domain_id`;
}

/**
 * The Sender Rewriting Scheme, in the local part or as the name of the host, or a bounce address. What
 * stands first is a tenth as dear, and rules nearly all paths out.
 */
const REWRITTEN = sql`((r.envelope_from ILIKE '%srs%'
    AND r.envelope_from ~* '(^|[.+=-])srs[01]?[=+.-]')
  OR (r.envelope_from ILIKE 'bounce%=%@%'
    AND r.envelope_from ~* ('^bounce[+-][^@]*=' || replace(r.header_from, '.', '[.]') || '@')))`;

/** Receivers' reasons that speak of forwarding (RFC 9990 §3.1.6; `forwarded` is RFC 7489's). */
const EXCUSED = sql`jsonb_path_exists(r.reasons, '$[*] ? (@.type == "forwarded"
  || @.type == "trusted_forwarder" || @.type == "mailing_list"
  || (@.comment like_regex "arc *= *pass" flag "i"))')`;
