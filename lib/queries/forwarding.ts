import { sql } from '#lib/db/client';
import { organizationalDomain } from '#lib/domain-name';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod, type Span } from '#lib/filter/period';
import { fillDays } from '#lib/filter/series';
import type { Viewer } from '#lib/filter/viewer';
import type { Reason } from '#lib/source/reason';
import type { SenderKind } from '#lib/source/sender';
import type { Confidence } from '#lib/source/source-class';
import { askClassDays } from './class-days.ts';
import { forwardersOf } from './class-of-source.ts';
import { areClassed } from './classed-months.ts';
import type { ClassifiedSource } from './classified-sources.ts';
import { askDays } from './divided-days.ts';
import { EXCUSES } from './excuses.ts';
import { type DaysOf, type JudgedSpan, judgedSpan } from './judged-span.ts';
import { kept } from './kept.ts';
import { addUp, type Tally, type TallyRow, tally } from './metrics.ts';
import { ofSources } from './of-sources.ts';
import { sourcesAmong } from './sources-among.ts';
import { silentDay, type VolumeDay, volumeIn } from './volume-by-day.ts';
import { isRolledUp, type Scope, scopeOf, whereRecord } from './where.ts';

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
 * of their mail, and which receivers let it pass though it failed. It is as sure as that judgement, and
 * of the days that a page can wait for, unless others are asked for.
 */
export async function forwarding(
  viewer: Viewer,
  filter: Filter,
  now = new Date(),
  { daysOf = judgedSpan }: { daysOf?: DaysOf } = {},
): Promise<Forwarding> {
  const scope = await scopeOf(viewer, filter);
  const { from, to } = resolvePeriod(filter.period, now);
  return await keptForwarding(scope, filter, await daysOf(scope, { from, to }));
}

const keptForwarding = kept(findForwarding);

async function findForwarding(
  scope: Scope,
  filter: Filter,
  judged: JudgedSpan,
): Promise<Forwarding> {
  const sources = await sourcesAmong(scope, filter, judged, forwardersOf(scope.domainIds));
  const found = sources.filter(({ verdict, ip }) => verdict.class === 'forwarder' && ip !== null);
  const isClass = found.length === sources.length && isRolledUp(filter);
  const [excuses, days] = await Promise.all([
    excusesOf(scope, filter, judged, found),
    isClass && (await areClassed(scope, judged))
      ? daysOfClass(scope, filter, judged)
      : daysOfSources(scope, filter, judged, found),
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

/** Where all that forwards has an address, a day's forwarded mail is that of the class; dear where it is not added up. */
async function daysOfClass(scope: Scope, filter: Filter, span: Span): Promise<VolumeDay[]> {
  const rows = await askClassDays(
    scope,
    filter,
    span,
    async (tx, days) =>
      await tx.$queryRaw<(TallyRow & { day: string })[]>(sql`
        SELECT to_char(r.day, 'YYYY-MM-DD') AS day, ${tally(sql`r.messages`)}
        FROM (${days}) AS r WHERE r.class = 'forwarder' GROUP BY r.day`),
  );
  const told = rows.map(({ messages, ...row }) => ({ ...row, total: messages }));
  return fillDays(told, span.from, span.to, silentDay);
}

async function daysOfSources(
  scope: Scope,
  filter: Filter,
  span: Span,
  sources: readonly ClassifiedSource[],
) {
  const where = sql`${whereRecord(scope, filter, span)} AND ${ofSources(sources)}`;
  return await volumeIn({ table: sql`record AS r`, count: sql`r.count` }, where, span);
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
async function excusesOf(
  scope: Scope,
  filter: Filter,
  span: Span,
  sources: readonly ClassifiedSource[],
): Promise<Map<string, ExcuseRow[]>> {
  const rows = await askDays(
    scope,
    filter,
    span,
    EXCUSES,
    async (tx, days) =>
      await tx.$queryRaw<ExcuseRow[]>(sql`
    SELECT r.domain_id AS "domainId", host(r.source_ip) AS ip, min(o.name) AS reporter,
      sum(r.messages) AS excused,
      coalesce(sum(r.messages) FILTER (WHERE lower(r.reasons::text) LIKE '%arc=pass%'), 0) AS arc
    FROM (${days}) AS r JOIN reporter AS o ON o.id = r.reporter_id
    WHERE r.outcome = 'overridden' AND ${ofSources(sources)}
    GROUP BY r.domain_id, r.source_ip, r.reporter_id`),
  );
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
