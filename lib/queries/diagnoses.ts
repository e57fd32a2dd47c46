import { db, join, type Snapshot, type Sql, sql } from '#lib/db/client';
import type { Card } from '#lib/diagnosis/card';
import { diagnose } from '#lib/diagnosis/diagnose';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import { type EvidenceRow, evidenceOf } from './evidence.ts';
import { askFailures, FAILED, SAME, saysOfRecords } from './failure-days.ts';
import { FromDomains } from './from-domains.ts';
import { failureSpan, type JudgedSpan, recordSpan } from './judged-span.ts';
import { kept } from './kept.ts';
import { ofSources, type Pair } from './of-sources.ts';
import { SelectorPasses } from './selector-passes.ts';
import { SpfListings } from './spf-listings.ts';
import { scopeOf, whereRecord } from './where.ts';

/** Why mail passed or failed, worst first; the messages that were looked at, of all in those days. */
export type Diagnoses = { cards: Card[]; messages: number; looked: number; judged: JudgedSpan };

/** Mail that says the same is one group; the groups beyond these have a handful of messages each. */
const MOST_GROUPS = 1000;

type DiagnosesOptions = {
  which?: 'all' | 'failed';
  /** Only what these sources sent. */
  of?: readonly Pair[] | null;
  now?: Date;
};

/** What is to be said of the mail that a filter means, or of what failed of it. */
export async function diagnoses(
  viewer: Viewer,
  filter: Filter,
  { which = 'all', of = null, now = new Date() }: DiagnosesOptions = {},
): Promise<Diagnoses> {
  const pairs = of?.map(({ domainId, ip }) => ({ domainId, ip })) ?? null;
  return await keptDiagnoses(viewer, filter, which, pairs, now);
}

const keptDiagnoses = kept(findDiagnoses);

async function findDiagnoses(
  viewer: Viewer,
  filter: Filter,
  which: 'all' | 'failed',
  of: readonly Pair[] | null,
  now: Date,
): Promise<Diagnoses> {
  const scope = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  const failed = which === 'failed' && of === null;
  const judged = await (failed
    ? failureSpan(scope, filter, { from, to })
    : recordSpan(scope, { from, to }));
  const meant = [
    whereRecord(scope, filter, judged),
    ...(of ? [ofSources(of)] : []),
    ...(which === 'failed' ? [FAILED] : []),
  ];
  const groups = failed
    ? await askFailures(scope, filter, judged, listGroups)
    : await listGroups(db(), saysOfRecords(scope.domainIds, join(meant, ' AND ')));
  const selectors = new SelectorPasses({ domainIds: scope.domainIds, span: judged });
  const passesElsewhere = await selectors.learn(groups);
  const exists = await new FromDomains().learn(groups);
  const isListed = await new SpfListings().learn(groups);
  const cards = diagnose(
    groups.map(({ spoof, ...group }) =>
      evidenceOf(group, {
        passesElsewhere,
        suspectedSpoof: spoof,
        headerFromExists: exists(group.headerFrom),
        isListed,
      }),
    ),
  );
  const looked = groups.reduce((sum, { messages }) => sum + messages, 0);
  return { cards, messages: groups[0]?.all ?? 0, looked, judged };
}

type Group = EvidenceRow & { all: number; spoof: boolean };

/**
 * Grouped twice: by reporter with what a hash can sum, then the reporters are put together, those
 * with most messages first. Nothing here counts distinct values, which would sort every record.
 */
async function listGroups(tx: Snapshot, said: Sql) {
  return await tx.$queryRaw<Group[]>(sql`
    WITH reported AS (
      SELECT ${SAME}, spoof, reporter_id, sum(messages) AS messages, min(first_ip) AS first_ip,
        max(last_ip) AS last_ip
      FROM (${said}) AS r GROUP BY ${SAME}, spoof, reporter_id
    ), grouped AS (
      SELECT ${SAME}, spoof, sum(messages) AS messages,
        array_agg(reporter_id ORDER BY messages DESC, reporter_id) AS reporter_ids,
        min(first_ip) AS first_ip, max(last_ip) AS last_ip
      FROM reported GROUP BY ${SAME}, spoof
    ), most AS (
      SELECT g.*, sum(g.messages) OVER () AS all FROM grouped AS g ORDER BY ${ORDER}
      LIMIT ${MOST_GROUPS}
    )
    SELECT g.header_from AS "headerFrom", d.name AS domain, host(g.first_ip) AS source,
      g.last_ip IS DISTINCT FROM g.first_ip AS "moreSources",
      ARRAY(SELECT o.name FROM unnest(g.reporter_ids) WITH ORDINALITY AS u(id, place)
        JOIN reporter AS o ON o.id = u.id ORDER BY u.place) AS reporters,
      g.messages, g.dkim_aligned AS "dkimAligned", g.spf_aligned AS "spfAligned",
      g.disposition::text, g.requested::text, g.reasons, a.dkim, a.spf,
      g.spoof, g.policy_adkim AS adkim, g.policy_aspf AS aspf, g.all
    FROM most AS g JOIN domain AS d ON d.id = g.domain_id
    JOIN auth_set AS a ON a.id = g.auth_set_id ORDER BY ${ORDER}`);
}

/** Down to the last of `SAME`, so that what is shown does not hang on how it was summed. */
const ORDER = sql`g.messages DESC, g.auth_set_id, g.header_from, g.domain_id, g.dkim_aligned,
  g.spf_aligned, g.disposition, g.requested, g.spoof, g.policy_adkim, g.policy_aspf, g.reasons`;
