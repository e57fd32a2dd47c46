import { findSender } from '#lib/source/find-sender';
import type { SourceLabel } from '#lib/source/source-class';
import { isOwn, type OwnSignature, type SourceFacts } from '#lib/source/source-facts';
import type { SourceInput } from './source-inputs.ts';
import type { CoverageOf } from './spf-coverage.ts';

/** Reads one source's sets of results as the rules want them (lib/source). */
export function toFacts(
  input: SourceInput,
  labelOf: (service: string | null) => SourceLabel | null,
  coverageOf: CoverageOf,
): SourceFacts {
  const { ptr, ptrConfirmed, lookup, asn, asName } = input;
  const traces = foreignTraces(input);
  const confirmedPtr = ptrConfirmed === true ? ptr : null;
  const sender = findSender({ confirmedPtr, ...traces });
  return {
    domain: input.domain,
    parked: input.parked,
    ip: input.ip,
    firstDay: input.firstDay,
    messages: input.messages,
    passed: input.passed,
    dkimAligned: input.both + input.dkimOnly,
    spfAligned: input.both + input.spfOnly,
    ownSignatures: ownSignatures(input),
    ownSpfPassed: ownSpfPassed(input),
    foreign: [...new Set([...traces.spf, ...traces.dkim])],
    rewritten: input.rewritten,
    excused: input.excused,
    headerFroms: [...new Set(input.sets.flatMap(({ froms }) => froms))],
    ptr,
    ptrConfirmed,
    nameless: ptr === null && (lookup === 'none' || lookup === 'demo'),
    asn,
    asName,
    sender,
    listed: listedBy(input, coverageOf),
    label: labelOf(sender?.sender.name ?? null),
  };
}

/** Domains of others that passed, those of most messages first. */
function foreignTraces({ sets, domain }: SourceInput) {
  const named = (mechanism: 'dkim' | 'spf') => {
    const passed = sets.flatMap((set) => set[mechanism].filter(({ result }) => result === 'pass'));
    const names = passed.map((one) => one.domain).filter((name) => !isOwn(name, domain));
    return [...new Set(names)];
  };
  return { dkim: named('dkim'), spf: named('spf') };
}

function ownSignatures({ sets, domain: policyDomain }: SourceInput): OwnSignature[] {
  const found = new Map<string, OwnSignature>();
  for (const { dkim, messages } of sets) {
    for (const { domain, selector, result } of dkim) {
      if (!isOwn(domain, policyDomain)) continue;
      const key = `${domain} ${selector ?? ''}`;
      const known = found.get(key) ?? { domain, selector: selector ?? '', passed: 0, failed: 0 };
      const passed = result === 'pass' ? messages : 0;
      found.set(key, {
        ...known,
        passed: known.passed + passed,
        failed: known.failed + messages - passed,
      });
    }
  }
  return [...found.values()];
}

/** The names of the organisation that receivers checked SPF for, as far as they found a record there. */
export function checkedNames({ sets, domain: policyDomain }: Pick<SourceInput, 'sets' | 'domain'>) {
  const messagesOf = new Map<string, number>();
  for (const { spf, messages } of sets) {
    const found = spf.filter(
      ({ domain, result }) => FOUND.has(result) && isOwn(domain, policyDomain),
    );
    for (const name of new Set(found.map(({ domain }) => domain))) {
      messagesOf.set(name, (messagesOf.get(name) ?? 0) + messages);
    }
  }
  return messagesOf;
}

/** Results that a receiver comes to by a record, for whoever makes a name up publishes none. */
const FOUND: ReadonlySet<string> = new Set(['pass', 'fail', 'softfail', 'neutral', 'permerror']);

/** The record that was asked goes before that of the domain. */
function listedBy(input: SourceInput, coverageOf: CoverageOf): SourceFacts['listed'] {
  const { domainId, domain, ip } = input;
  const asked = checkedNames(input);
  const by = [...asked.keys(), domain].find((name) => coverageOf(domainId, name, ip).covered);
  return by === undefined ? null : { by, asked: asked.has(by) };
}

function ownSpfPassed({ sets, domain }: SourceInput) {
  return sets
    .filter(({ spf }) => spf.some((one) => one.result === 'pass' && isOwn(one.domain, domain)))
    .reduce((sum, { messages }) => sum + messages, 0);
}
