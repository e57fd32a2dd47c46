import { join, type Sql, sql } from '#lib/db/client';
import { organizationalDomain } from '#lib/domain-name';
import type { Filter } from '#lib/filter/filter';
import { resolvePeriod } from '#lib/filter/period';
import type { Viewer } from '#lib/filter/viewer';
import type { SourceClass } from '#lib/source/source-class';
import { CLASS, saidOf, verdictsOf, WHOSE, waitsAt } from './class-of-source.ts';
import { judgedSpan } from './judged-span.ts';
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
  /** Of a nameless one that sent much; null for all those together that did not. */
  ip: string | null;
  addresses: number;
};

/** The share of all mail from which on a nameless address is told by itself: never very many are. */
const MUCH = 0.001;

/**
 * Who sent, most messages first. All sources of a filter are in it, however many there are: they are
 * put together by Postgres, and of none the reasons are read.
 */
export const senders = kept(
  async (viewer: Viewer, filter: Filter, now: Date = new Date()): Promise<Sender[]> => {
    const scope = await scopeOf(viewer, filter);
    const { from, to } = resolvePeriod(filter.period, now);
    const rows = await askSourceSums(
      scope,
      filter,
      await judgedSpan(scope, { from, to }),
      async (tx, sums) =>
        await tx.$queryRaw<Row[]>(sql`
          WITH ${saidOf(scope.domainIds)}, ${verdictsOf(scope.domainIds)}, pair AS (
            SELECT r.domain_id, r.source_ip, ${SUMS} FROM (${sums}) AS r GROUP BY 1, 2
          ), named AS (
            SELECT r.*, ${CLASS} AS class, ${waitsAt(now)} AS waits, v.service,
              CASE WHEN s.ptr_confirmed THEN s.ptr END AS host,
              r.messages >= ${MUCH} * sum(r.messages) OVER () AS much
            FROM pair AS r LEFT JOIN source AS s ON s.ip = r.source_ip ${WHOSE}
          )
          SELECT d.name AS domain, r.class, r.service, r.host,
            CASE WHEN r.service IS NULL AND r.host IS NULL AND r.much
              AND r.source_ip <> ${NO_ADDRESS} THEN host(r.source_ip) END AS ip,
            bool_or(r.waits) AS waits,
            (count(*) FILTER (WHERE r.source_ip <> ${NO_ADDRESS}))::int AS addresses, ${TALLY_OF_SUMS}
          FROM named AS r JOIN domain AS d ON d.id = r.domain_id GROUP BY 1, 2, 3, 4, 5`),
      { byDomain: true },
    );
    return byName(rows);
  },
);

type Row = TallyRow &
  Pick<Sender, 'domain' | 'class' | 'waits' | 'ip' | 'addresses'> & {
    service: string | null;
    host: string | null;
  };

const SUMS: Sql = join(SUM_COLUMNS.map((column) => sql`sum(r.${column}) AS ${column}`));

/** Hosts of one organisation are one sender. */
function byName(rows: readonly Row[]): Sender[] {
  const named = rows.map(({ service, host, ...row }) => {
    return { ...row, name: service ?? (host === null ? null : organizationalDomain(host)) };
  });
  const groups = Map.groupBy(named, ({ domain, class: whose, name, ip }) =>
    JSON.stringify([domain, whose, name, ip]),
  );
  const found = [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const { domain, class: whose, name, ip } = first;
    const waits = members.some((one) => one.waits);
    const addresses = members.reduce((sum, one) => sum + one.addresses, 0);
    return { ...addUp(members.map(tallyOf)), domain, class: whose, waits, name, ip, addresses };
  });
  return found.toSorted((a, b) => b.messages - a.messages);
}

/** How many of a domain's senders wait for somebody's word, as the list of sources counts services. */
export function countWaiting(all: readonly Sender[], domain: string): number {
  const waiting = all.filter((sender) => sender.domain === domain && sender.waits);
  return new Set(waiting.map(({ name }) => name)).size;
}
