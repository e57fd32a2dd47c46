import { join, type Sql, sql } from '#lib/db/client';
import { organizationalDomain } from '#lib/domain-name';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import type { SourceClass } from '#lib/source/source-class';
import { andVerdictsOf, CLASS, saidOf, WHOSE, waitsAt } from './class-of-source.ts';
import { type JudgedSpan, judgedSpan } from './judged-span.ts';
import { kept } from './kept.ts';
import { addUp, type Tally, type TallyRow, tallyOf } from './metrics.ts';
import { askSourceSums, NO_ADDRESS, SUM_COLUMNS, TALLY_OF_SUMS } from './source-sums.ts';
import { scopeOf } from './where.ts';

/** What a service, the hosts of an organisation or a nameless address sent for a domain, of one class. */
export type Sender = Tally & {
  domain: string;
  class: SourceClass;
  /** Whether one of its addresses waits for somebody's word. */
  waits: boolean;
  /** The service, or the organisation in the confirmed names of its hosts. */
  name: string | null;
  isService: boolean;
  /** Of a nameless one that sent much; null for all those together that did not. */
  ip: string | null;
  addresses: number;
  /** Of how many of them DNS was asked the name, and how many have one. */
  askedHosts: number;
  namedHosts: number;
  firstDay: string;
  lastDay: string;
};

/** Senders, most messages first, and the days that they are told of. */
export type Senders = { senders: Sender[]; judged: JudgedSpan };

/** The share of all mail from which on a nameless address is told by itself: never very many are. */
const MUCH = 0.001;

/**
 * Who sent. All sources of a filter are in it, however many there are: they are
 * put together by Postgres, and of none the reasons are read.
 */
export const senders = kept(
  async (viewer: Viewer, filter: Filter, now: Date = new Date()): Promise<Senders> => {
    const scope = await scopeOf(viewer, filter);
    const { from, to } = resolvePeriod(filter.period, now);
    const judged = await judgedSpan(scope, { from, to });
    const rows = await askSourceSums(
      scope,
      filter,
      judged,
      async (tx, sums) =>
        await tx.$queryRaw<Row[]>(sql`
          WITH ${saidOf(scope.domainIds)} ${andVerdictsOf(scope.domainIds)}, pair AS (
            SELECT r.domain_id, r.source_ip, ${SUMS}, min(r.first_day) AS first_day,
              max(r.last_day) AS last_day FROM (${sums}) AS r GROUP BY 1, 2
          ), named AS (
            SELECT r.*, ${CLASS} AS class, ${waitsAt(now)} AS waits, v.service,
              CASE WHEN s.ptr_confirmed THEN s.ptr END AS host,
              s.lookup IN ('found', 'none', 'demo') AS asked,
              s.ptr IS NOT NULL AND s.ptr_confirmed IS NOT FALSE AS named,
              r.messages >= ${MUCH} * sum(r.messages) OVER () AS much
            FROM pair AS r LEFT JOIN source AS s ON s.ip = r.source_ip ${WHOSE}
          )
          SELECT d.name AS domain, r.class, r.service, r.host,
            CASE WHEN r.service IS NULL AND r.host IS NULL AND r.much
              AND r.source_ip <> ${NO_ADDRESS} THEN host(r.source_ip) END AS ip,
            bool_or(r.waits) AS waits,
            (count(*) FILTER (WHERE r.source_ip <> ${NO_ADDRESS}))::int AS addresses,
            (count(*) FILTER (WHERE r.asked))::int AS "askedHosts",
            (count(*) FILTER (WHERE r.asked AND r.named))::int AS "namedHosts",
            to_char(min(r.first_day), 'YYYY-MM-DD') AS "firstDay",
            to_char(max(r.last_day), 'YYYY-MM-DD') AS "lastDay", ${TALLY_OF_SUMS}
          FROM named AS r JOIN domain AS d ON d.id = r.domain_id GROUP BY 1, 2, 3, 4, 5`),
      { byDomain: true },
    );
    return { senders: byName(rows), judged };
  },
);

type Row = TallyRow &
  Omit<Sender, keyof Tally | 'name' | 'isService'> & {
    service: string | null;
    host: string | null;
  };

const SUMS: Sql = join(SUM_COLUMNS.map((column) => sql`sum(r.${column}) AS ${column}`));

/** Hosts of one organisation are one sender. */
function byName(rows: readonly Row[]): Sender[] {
  const found = rows.map(({ service, host, ...row }): Sender => {
    const name = service ?? (host === null ? null : organizationalDomain(host));
    return { ...row, ...tallyOf(row), name, isService: service !== null };
  });
  return together(found, ({ domain, class: whose, name, ip }) => [domain, whose, name, ip]);
}

/** Senders that are the same by `key` as one, most messages first; of the class of most. */
export function together(
  senders: readonly Sender[],
  key: (sender: Sender) => readonly (string | null)[],
): Sender[] {
  const groups = Map.groupBy(senders, (sender) => JSON.stringify(key(sender)));
  const sums = [...groups.values()].flatMap((members) => {
    const [first] = members.toSorted(byMessages);
    return first ? { ...first, ...sumOf(members) } : [];
  });
  return sums.toSorted(byMessages);
}

function sumOf(members: readonly Sender[]) {
  const sum = (of: (one: Sender) => number) => members.reduce((all, one) => all + of(one), 0);
  const days = members.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]).toSorted();
  return {
    ...addUp(members),
    waits: members.some(({ waits }) => waits),
    addresses: sum(({ addresses }) => addresses),
    askedHosts: sum(({ askedHosts }) => askedHosts),
    namedHosts: sum(({ namedHosts }) => namedHosts),
    firstDay: days[0] ?? '',
    lastDay: days.at(-1) ?? '',
  };
}

function byMessages(a: Sender, b: Sender) {
  return b.messages - a.messages;
}

/** How many of a domain's senders wait for somebody's word, as the list of sources counts services. */
export function countWaiting(all: readonly Sender[], domain: string): number {
  const waiting = all.filter((sender) => sender.domain === domain && sender.waits);
  return new Set(waiting.map(({ name }) => name)).size;
}
