import { hasOwnName, type SourceFacts } from './source-facts.ts';

/**
 * What is known of a network (an autonomous system) by the sources of a domain that stand in it. No
 * list says of all networks whose they are, so nothing is claimed beyond what was seen.
 */
export type Networks = {
  /** The address by which a source's network is the domain's own; null where it is not known to be. */
  ownBy: (facts: SourceFacts) => string | null;
  /** Whether any mail of the domain that passes came from there; null where no network is known. */
  hasPassed: (facts: SourceFacts) => boolean | null;
  /** The service of the list that rents out servers there. */
  rentedFrom: (facts: SourceFacts) => string | null;
};

/** Looks once over all sources of a question. */
export function networksOf(all: readonly SourceFacts[]): Networks {
  const said = new Map<string, string>();
  const shared = new Set<string>();
  const passed = new Set<string>();
  const rented = new Map<string, string>();
  for (const facts of all) {
    const network = keyOf(facts);
    if (network === null) continue;
    if (facts.passed > 0) passed.add(network);
    if (facts.sender?.sender.kind === 'hosting') rented.set(network, facts.sender.sender.name);
    if (isSomebodyElse(facts)) shared.add(network);
    else if (facts.label === 'yours' && facts.ip !== null) said.set(network, facts.ip);
  }
  return {
    ownBy: (facts) => lookUp(facts, (network) => (shared.has(network) ? null : said.get(network))),
    hasPassed: (facts) => lookUp(facts, (network) => passed.has(network)),
    rentedFrom: (facts) => lookUp(facts, (network) => rented.get(network)),
  };
}

/**
 * Whose presence makes a network one of many tenants: there, a person's word about one address says
 * nothing of the next. That a host bears the domain's name is no word about its network: a rented
 * server bears it as well.
 */
function isSomebodyElse(facts: SourceFacts): boolean {
  const { label, ptr, ptrConfirmed, sender } = facts;
  if (sender !== null || label === 'not-mine' || label === 'forwarder') return true;
  return label !== 'yours' && ptr !== null && ptrConfirmed === true && !hasOwnName(facts);
}

function lookUp<Found>(facts: SourceFacts, find: (network: string) => Found | undefined) {
  const network = keyOf(facts);
  return network === null ? null : (find(network) ?? null);
}

function keyOf({ domain, asn }: SourceFacts) {
  return asn === null ? null : `${domain} ${asn}`;
}
