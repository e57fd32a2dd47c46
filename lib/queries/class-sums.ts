import { db, sql } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import type { SourceClass } from '#lib/source/source-class';
import { type ClassifiedSource, classifiedSources } from './classified-sources.ts';
import type { JudgedSpan } from './judged-span.ts';
import { addUp, PASSED_BUT_BLOCKED, passedButBlockedSum, type Tally } from './metrics.ts';
import { countedIn, scopeOf, whereRecord } from './where.ts';

/** What whose-it-is says of the mail of a period; as sure as the judgement of its sources. */
export type ClassSums = {
  /** M11 (`compliance`) and M13 (`dkimAligned` of `passed`): mail of your own sources alone. */
  authorised: Tally & {
    /** Messages of services that look like yours and that nobody has confirmed yet. */
    candidates: number;
  };
  /** M12: quarantined or rejected mail of those who had no right to send it, or of nobody known. */
  spoofBlocked: number;
  /** M12: quarantined or rejected mail of your own sources; it must be 0. */
  collateral: number;
  /** The days that these are sums of. */
  judged: JudgedSpan;
  /** Sources beyond those that are judged; their mail is in none of these sums. */
  beyond: number;
};

const FOREIGN: readonly SourceClass[] = ['spoof', 'not-mine', 'unknown'];

/** Whether a source is one of your own: yours, or a service that sends for you. */
export function isAuthorised({ verdict }: ClassifiedSource): boolean {
  return verdict.class === 'own' || verdict.class === 'approved';
}

/** M11 to M13: how your own senders fare, whom the policy stops, and whom it should not. */
export async function classSums(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
): Promise<ClassSums> {
  const { sources, judged, beyond } = await classifiedSources(viewer, filter, now);
  const anomalies = await passedButBlockedBySource(viewer, filter, judged);
  const of = (classes: readonly SourceClass[]) =>
    sources.filter(({ verdict }) => classes.includes(verdict.class));
  const blocked = (some: readonly ClassifiedSource[]) =>
    sumOf(some, ({ byOutcome }) => byOutcome.quarantined + byOutcome.rejected) +
    sumOf(some, (source) => anomalies.get(keyOf(source)) ?? 0);
  const own = sources.filter(isAuthorised);
  const candidates = own.filter(({ verdict }) => verdict.candidate);
  return {
    authorised: { ...addUp(own), candidates: sumOf(candidates, ({ messages }) => messages) },
    spoofBlocked: blocked(of(FOREIGN)),
    collateral: blocked(own),
    judged,
    beyond,
  };
}

/**
 * M8 by source: what a tally does not know, since there it passed. Records are only read where the
 * roll-up has some.
 */
async function passedButBlockedBySource(viewer: Viewer, filter: Filter, span: Span) {
  const scope = await scopeOf(viewer, filter);
  const where = whereRecord(scope, filter, span);
  const { table, count } = countedIn(filter);
  const [{ any }] = await db().$queryRaw<[{ any: number }]>(sql`
    SELECT ${passedButBlockedSum(count)} AS any FROM ${table} WHERE ${where}`);
  if (any === 0) return new Map<string, number>();
  const rows = await db().$queryRaw<
    { domainId: number; ip: string | null; messages: number }[]
  >(sql`
    SELECT r.domain_id AS "domainId", host(r.source_ip) AS ip, sum(r.count)::float8 AS messages
    FROM record AS r WHERE ${where} AND ${PASSED_BUT_BLOCKED} GROUP BY r.domain_id, r.source_ip`);
  return new Map(rows.map((row) => [keyOf(row), row.messages]));
}

function keyOf({ domainId, ip }: { domainId: number; ip: string | null }) {
  return `${domainId} ${ip}`;
}

function sumOf(
  sources: readonly ClassifiedSource[],
  of: (source: ClassifiedSource) => number,
): number {
  return sources.reduce((sum, source) => sum + of(source), 0);
}
