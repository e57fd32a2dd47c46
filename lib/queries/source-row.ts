import { db } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { ResolvedPeriod } from '#lib/filter/period';
import { type Tally, type TallyRow, tallyOf } from './metrics.ts';
import { type Identities, listIdentities } from './source-identities.ts';
import type { SumName } from './source-sums.ts';
import { sourceTraits } from './source-traits.ts';
import { sparklines } from './sparkline.ts';
import type { Scope } from './where.ts';

/** A source address with its figures; `ip` is null for what reporters wrote that is no address. */
export type SourceRow = Tally & {
  ip: string | null;
  ptr: string | null;
  /** Null where nobody has looked it up. */
  country: string | null;
  asName: string | null;
  firstDay: string;
  lastDay: string;
  /** A-labels of the policy domains it sent as, most messages first. */
  domains: string[];
  /** The domains that passed DKIM and SPF here, aligned or not, up to three of each. */
  identities: Identities;
  reporters: number;
  /** Messages by day, or by week where the period is long. */
  spark: number[];
};

/** The rows of a few sources, in the order given. */
export async function describeSources(
  scope: Scope,
  filter: Filter,
  period: ResolvedPeriod,
  ips: readonly (string | null)[],
): Promise<SourceRow[]> {
  const traits = await sourceTraits(scope, filter, period, ips);
  const [facts, names, identities] = await Promise.all([
    listFacts(ips),
    listNames(scope),
    listIdentities(traits.values()),
  ]);
  const sparkline = sparklines(period);
  return ips.flatMap((ip) => {
    const own = traits.get(ip);
    if (!own) return [];
    const days = [...own.days].map(([day, messages]) => ({ day, messages }));
    const sorted = days.map(({ day }) => day).toSorted();
    const domains = [...own.domains].map(([id, messages]) => ({ name: names.get(id), messages }));
    return {
      ...tallyOf(tallyRow(own.sums)),
      ip,
      ...(facts.get(ip) ?? { ptr: null, country: null, asName: null }),
      firstDay: sorted[0] ?? '',
      lastDay: sorted.at(-1) ?? '',
      identities: identities(own.sets),
      reporters: own.reporters.size,
      domains: domains.toSorted(byMessages).flatMap(({ name }) => name ?? []),
      spark: sparkline(days),
    };
  });
}

type Named = { name: string | undefined; messages: number };

function byMessages(a: Named, b: Named) {
  return b.messages - a.messages || ((a.name ?? '') < (b.name ?? '') ? -1 : 1);
}

/** What is known of addresses, by their spelling in the question. */
async function listFacts(ips: readonly (string | null)[]) {
  const asked = ips.filter((ip) => ip !== null);
  const rows = await db().source.findMany({
    where: { ip: { in: asked } },
    select: { ip: true, ptr: true, country: true, asName: true },
  });
  return new Map<string | null, Omit<(typeof rows)[number], 'ip'>>(
    rows.map(({ ip, ...facts }) => [ip, facts]),
  );
}

async function listNames({ domainIds }: Scope) {
  const rows = await db().domain.findMany({
    where: { id: { in: domainIds } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [`${id}`, name]));
}

/** What `source_sum` holds, as a row that selected `tally`. */
function tallyRow(sums: ReadonlyMap<string, number>): TallyRow {
  const of = (name: SumName) => sums.get(name) ?? 0;
  const messages = of('messages');
  const [passed, overridden] = [of('passed'), of('overridden')];
  const [quarantined, rejected] = [of('quarantined'), of('rejected')];
  const [both, dkimOnly, spfOnly] = [of('dkim_and_spf'), of('dkim_only'), of('spf_only')];
  return {
    ...{ messages, passed, overridden, quarantined, rejected, both, dkimOnly, spfOnly },
    delivered: messages - passed - overridden - quarantined - rejected,
    neither: messages - both - dkimOnly - spfOnly,
  };
}
