import { db, type Sql, sql } from '#lib/db/client';
import { organizationalDomain } from '#lib/domain-name';
import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import type { Reason } from '#lib/source/reason';
import type { SenderKind } from '#lib/source/sender';
import type { Confidence } from '#lib/source/source-class';
import { type ClassifiedSource, classifiedSources } from './classified-sources.ts';
import { type DaysOf, type JudgedSpan, recordSpan } from './judged-span.ts';
import { addUp, type Tally } from './metrics.ts';
import { ofSources } from './of-sources.ts';
import { type VolumeDay, volumeIn } from './volume-by-day.ts';
import { scopeOf, whereRecord } from './where.ts';

/** One who hands on mail that others wrote in the owner's name: a service, a network or an address. */
export type Forwarder = Tally & {
  name: string;
  kind: SenderKind | null;
  ips: string[];
  domains: string[];
  /** How sure the best known of its addresses is. */
  confidence: Confidence;
  because: Reason[];
  excuses: Excuses;
};

/** What receivers said when they did not do as they were asked. */
export type Excuses = {
  /** Messages whose receiver trusted an ARC chain (`arc=pass` in its comment). */
  arc: number;
  /** Reporters that let failing mail pass, most messages first. */
  reporters: string[];
};

export type Forwarding = {
  total: Tally;
  arc: number;
  forwarders: Forwarder[];
  days: VolumeDay[];
  /** The days that this is said of. */
  judged: JudgedSpan;
};

/**
 * Forwarded mail of a period (PRODUCT 3.8): the sources that are judged to be forwarders, what became
 * of their mail, and which receivers let it pass though it failed. It is as sure as that judgement;
 * `whole` judges every record, as files do.
 */
export async function forwarding(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
  { daysOf = recordSpan }: { daysOf?: DaysOf } = {},
): Promise<Forwarding> {
  const { sources, judged } = await classifiedSources(viewer, filter, now, { daysOf });
  const found = sources.filter(({ verdict, ip }) => verdict.class === 'forwarder' && ip !== null);
  const scope = await scopeOf(viewer, filter);
  const where = sql`${whereRecord(scope, filter, judged)} AND ${ofSources(found)}`;
  const [excuses, days] = await Promise.all([
    excusesOf(where),
    volumeIn({ table: sql`record AS r`, count: sql`r.count` }, where, judged),
  ]);
  const groups = Map.groupBy(found, nameOf);
  const forwarders = [...groups].map(([name, members]) => ({
    ...addUp(members),
    ...describe(name, members),
    excuses: sumExcuses(members.flatMap((one) => excuses.get(keyOf(one)) ?? [])),
  }));
  return {
    total: addUp(found),
    arc: forwarders.reduce((sum, { excuses: { arc } }) => sum + arc, 0),
    forwarders: forwarders.toSorted((a, b) => b.messages - a.messages),
    days,
    judged,
  };
}

/** The service where it is known, else whose network it is, else the address. */
function nameOf({ sender, ptr, ptrConfirmed, ip }: ClassifiedSource): string {
  return sender?.name ?? (ptr && ptrConfirmed ? organizationalDomain(ptr) : (ip ?? ''));
}

type Described = Omit<Forwarder, keyof Tally | 'excuses'>;

function describe(name: string, members: readonly ClassifiedSource[]): Described {
  const sure = members.toSorted(
    (a, b) => SURENESS[b.verdict.confidence] - SURENESS[a.verdict.confidence],
  );
  const [best] = sure;
  return {
    name,
    kind: best?.sender?.kind ?? null,
    ips: [...new Set(members.flatMap(({ ip }) => ip ?? []))],
    domains: [...new Set(members.map(({ domain }) => domain))],
    confidence: best?.verdict.confidence ?? 'low',
    because: best?.verdict.because ?? [],
  };
}

const SURENESS = { low: 0, medium: 1, high: 2, certain: 3 } as const satisfies Record<
  Confidence,
  number
>;

type ExcuseRow = { domainId: number; ip: string; reporter: string; excused: number; arc: number };

/** Which reporter excused how much. A message with two reasons is one message. */
async function excusesOf(where: Sql): Promise<Map<string, ExcuseRow[]>> {
  const rows = await db().$queryRaw<ExcuseRow[]>(sql`
    SELECT r.domain_id AS "domainId", host(r.source_ip) AS ip, min(o.name) AS reporter,
      sum(r.count)::float8 AS excused,
      coalesce(sum(r.count) FILTER (WHERE lower(r.reasons::text) LIKE '%arc=pass%'), 0)::float8 AS arc
    FROM record AS r JOIN reporter AS o ON o.id = r.reporter_id
    WHERE ${where} AND r.reasons IS NOT NULL AND r.outcome = 'overridden'
    GROUP BY r.domain_id, r.source_ip, r.reporter_id`);
  return Map.groupBy(rows, keyOf);
}

function sumExcuses(rows: readonly ExcuseRow[]): Excuses {
  const byReporter = new Map<string, number>();
  for (const { reporter, excused } of rows) {
    byReporter.set(reporter, (byReporter.get(reporter) ?? 0) + excused);
  }
  const reporters = [...byReporter].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
  return { arc: rows.reduce((sum, { arc }) => sum + arc, 0), reporters };
}

function keyOf({ domainId, ip }: { domainId: number; ip: string | null }) {
  return `${domainId} ${ip}`;
}
