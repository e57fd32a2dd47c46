import { db } from '#lib/db/client';
import type { Filter } from '#lib/filter/filter';
import type { ResolvedPeriod } from '#lib/filter/period';
import { OUTCOMES } from '#lib/filter/vocabulary';
import { type Tally, type TallyRow, tallyOf } from './metrics.ts';
import { type Identities, listIdentities } from './source-identities.ts';
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
      ...tallyOf(tallyRow(own.kinds)),
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

/** Sums by outcome and alignment (`passed t f`) as a row that selected `tally`. */
function tallyRow(kinds: ReadonlyMap<string, number>): TallyRow {
  const sum = (isMeant: (outcome: string, dkim: boolean, spf: boolean) => boolean) => {
    let all = 0;
    for (const [kind, messages] of kinds) {
      const [outcome = '', dkim, spf] = kind.split(' ');
      if (isMeant(outcome, dkim === 't', spf === 't')) all += messages;
    }
    return all;
  };
  const [passed = 0, overridden = 0, quarantined = 0, rejected = 0, delivered = 0] = OUTCOMES.map(
    (one) => sum((outcome) => outcome === one),
  );
  return {
    ...{ passed, overridden, quarantined, rejected, delivered },
    messages: sum(() => true),
    both: sum((_, dkim, spf) => dkim && spf),
    dkimOnly: sum((_, dkim, spf) => dkim && !spf),
    spfOnly: sum((_, dkim, spf) => spf && !dkim),
    neither: sum((_, dkim, spf) => !dkim && !spf),
  };
}
