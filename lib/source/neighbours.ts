import { type Networks, networksOf } from './networks.ts';
import { groupOf, hasOwnName, networkOf, type SourceFacts, selectorKey } from './source-facts.ts';

/** What only all sources together tell about one of them. */
export type Neighbours = {
  /** Whether a selector also passes at a source that is known to send for the domain. */
  isTrusted: (selector: string) => boolean;
  /** Whether a selector passes somewhere else than at this group. */
  passesElsewhere: (selector: string, group: string) => boolean;
  /** Messages on which a selector passes in all, and at a group. */
  passedAt: (selector: string, group?: string) => number;
  /** For how many domains mail with a surviving signature came through a group. */
  domainsOf: (group: string) => number;
  /** Networks of nothing-authenticates that turned up within three days of this one. */
  burstAround: (facts: SourceFacts) => number;
  /** Whether nothing of a domain ever passes: it does not send. */
  isParked: (domain: string) => boolean;
  /** Whether mail with that From domain ever passes. */
  isUsed: (headerFrom: string) => boolean;
  networks: Networks;
};

/** Looks once over all sources of a question. */
export function neighboursOf(all: readonly SourceFacts[]): Neighbours {
  const trusted = new Set<string>();
  const passed = new Map<string, Map<string, number>>();
  const domains = new Map<string, Set<string>>();
  const alive = new Set<string>();
  const used = new Set<string>();
  for (const facts of all) {
    const group = groupOf(facts);
    if (facts.passed > 0) {
      alive.add(facts.domain);
      for (const name of facts.headerFroms) used.add(name);
    }
    if (facts.dkimAligned > 0) entry(domains, group, () => new Set()).add(facts.domain);
    for (const signature of facts.ownSignatures.filter((one) => one.passed > 0)) {
      const key = selectorKey(facts, signature);
      const groups = entry(passed, key, () => new Map<string, number>());
      groups.set(group, (groups.get(group) ?? 0) + signature.passed);
      if (isAuthorised(facts)) trusted.add(key);
    }
  }
  const strangers = firstDays(all);
  return {
    isTrusted: (selector) => trusted.has(selector),
    passesElsewhere: (selector, group) =>
      [...(passed.get(selector)?.keys() ?? [])].some((other) => other !== group),
    passedAt: (selector, group) =>
      [...(passed.get(selector) ?? [])]
        .filter(([name]) => group === undefined || name === group)
        .reduce((sum, [, messages]) => sum + messages, 0),
    domainsOf: (group) => domains.get(group)?.size ?? 0,
    burstAround: ({ domain, firstDay }) => networksNear(strangers.get(domain), firstDay),
    isParked: (domain) => !alive.has(domain),
    isUsed: (headerFrom) => used.has(headerFrom),
    networks: networksOf(all),
  };
}

/** Rules 1 and 2: somebody said so, or the domain's own SPF record or own host names do. */
function isAuthorised(facts: SourceFacts): boolean {
  if (facts.label === 'yours') return true;
  if (facts.label === 'forwarder' || facts.label === 'not-mine') return false;
  return isSentBySpf(facts) || (hasOwnName(facts) && facts.dkimAligned > 0);
}

/** Rule 2: SPF passes as the domain for at least 95 % of the mail. */
export function isSentBySpf({ spfAligned, messages }: SourceFacts): boolean {
  return messages > 0 && spfAligned / messages >= 0.95;
}

const DAY = 24 * 3600 * 1000;

/** By domain: on which day which networks first sent mail in which nothing passes. */
function firstDays(all: readonly SourceFacts[]) {
  const days = new Map<string, Map<number, Set<string>>>();
  for (const facts of all) {
    if (facts.passed > 0 || facts.foreign.length > 0) continue;
    const byDay = entry(days, facts.domain, () => new Map<number, Set<string>>());
    const day = Date.parse(facts.firstDay) / DAY;
    entry(byDay, day, () => new Set()).add(networkOf(facts.ip));
  }
  return days;
}

function networksNear(byDay: ReadonlyMap<number, ReadonlySet<string>> | undefined, day: string) {
  const middle = Date.parse(day) / DAY;
  const near = [-1, 0, 1].flatMap((step) => [...(byDay?.get(middle + step) ?? [])]);
  return new Set(near).size;
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
