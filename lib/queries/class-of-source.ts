import { empty, type Sql, sql } from '#lib/db/client';
import type { SourceLabel } from '#lib/source/source-class';
import { labelsInForce } from './source-labels.ts';

/**
 * Whose sources are, for sums over all of them: `toJudged` (judged-source.ts) as Postgres says it, over
 * a relation `r` with domain_id and source_ip. `WITH ${saidOf(domainIds)} … FROM … AS r ${WHOSE}` makes
 * `CLASS` and `CANDIDATE` known. A test holds both against each other.
 */
export function saidOf(domainIds: readonly number[]): Sql {
  return sql`said AS (${labelsInForce(domainIds)})`;
}

export const WHOSE: Sql = sql`
  LEFT JOIN source_verdict AS v ON v.source_ip = r.source_ip AND v.domain_id = r.domain_id
  LEFT JOIN said AS of_source ON of_source.domain_id = r.domain_id
    AND of_source.source_ip = r.source_ip
  LEFT JOIN said AS of_service ON of_service.domain_id = r.domain_id
    AND of_service.service = v.service`;

/**
 * Behind `saidOf`, the verdicts of all sources of a few domains in place of the table: read from end to
 * end by an index that holds what `WHOSE` asks for, where otherwise each source would be looked up
 * behind its reasons. Of many domains a question knows fewer sources than they have.
 */
export function andVerdictsOf(domainIds: readonly number[]): Sql {
  if (domainIds.length > FEW_DOMAINS) return empty;
  return sql`, source_verdict AS MATERIALIZED (
    SELECT domain_id, source_ip, class, candidate, service FROM source_verdict
    WHERE domain_id = ANY(${[...domainIds]}::int[]))`;
}

const FEW_DOMAINS = 20;

/** What is said of an address goes before what is said of its service. */
const LABEL: Sql = sql`coalesce(of_source.label, of_service.label)`;

/** `own` stands for `approved` as well where a person said that it is theirs. */
export const CLASS: Sql = sql`CASE ${LABEL} WHEN 'yours' THEN 'own' WHEN 'forwarder' THEN 'forwarder'
  WHEN 'not-mine' THEN 'not-mine' ELSE coalesce(v.class, 'unknown') END`;

export const CANDIDATE: Sql = sql`(coalesce(v.candidate, false)
  AND coalesce(${LABEL}, 'later') = 'later')`;

/** How long "decide later" takes a source off the list of those that wait for a word. */
const LATER_DAYS = 14;

/** When the label in force was given. */
const SAID_AT: Sql = sql`CASE WHEN of_source.label IS NULL THEN of_service.at ELSE of_source.at END`;

/** Whether a source waits for somebody's word: nobody has said what it is, and it may be wrong. */
export function waitsAt(now: Date): Sql {
  const then = new Date(now.getTime() - LATER_DAYS * 24 * 3600 * 1000);
  return sql`(coalesce(${LABEL}, 'later') = 'later' AND (${SAID_AT} <= ${then}) IS NOT FALSE
    AND (${CANDIDATE} OR ${CLASS} IN ('misconfigured', 'unknown', 'spoof')))`;
}

/** Whether a source is one of the owner's own, or a service that sends for them. */
export const AUTHORISED: Sql = sql`${CLASS} IN ('own', 'approved')`;

/**
 * The sources that are suspected of forging some domains, by the rules or by a person's word, as
 * `suspected` (domain_id, source_ip); begins with `said`.
 */
export function suspectedOf(domainIds: readonly number[]): Sql {
  return sql`${saidOf(domainIds)}, suspected AS (${ofClasses(domainIds, ['spoof', 'not-mine'], 'not-mine')})`;
}

/** Those that forward mail in the name of some domains, as a relation (domain_id, source_ip). */
export function forwardersOf(domainIds: readonly number[]): Sql {
  return sql`WITH ${saidOf(domainIds)} ${ofClasses(domainIds, ['forwarder'], 'forwarder')}`;
}

/** Of some classes, or called so by a person: few of all, so that these alone are judged. */
function ofClasses(
  domainIds: readonly number[],
  classes: readonly string[],
  label: SourceLabel,
): Sql {
  const those = sql`domain_id = ANY(${[...domainIds]}::int[])`;
  return sql`
    SELECT r.domain_id, r.source_ip FROM (
      SELECT domain_id, source_ip FROM source_verdict
        WHERE ${those} AND class = ANY(${[...classes]}::text[])
      UNION SELECT domain_id, source_ip FROM said
        WHERE label = ${label} AND source_ip IS NOT NULL
      UNION SELECT v.domain_id, v.source_ip FROM source_verdict AS v
        JOIN said USING (domain_id, service) WHERE said.label = ${label}
    ) AS r ${WHOSE} WHERE ${CLASS} = ANY(${[...classes]}::text[])`;
}
