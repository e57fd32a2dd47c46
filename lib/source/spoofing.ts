import { looksRented } from './host-name.ts';
import type { Neighbours } from './neighbours.ts';
import { nameValues, type Reason, reason } from './reason.ts';
import type { SourceVerdict } from './source-class.ts';
import { networkName, type SourceFacts } from './source-facts.ts';

/** Networks that turn up together before it is a burst. */
const BURST = 8;

/**
 * Rule 8: nothing of yours authenticates, and two further things speak against it. One of them is
 * never enough: many an honest server has no name in DNS.
 */
export function spoofing(facts: SourceFacts, neighbours: Neighbours): SourceVerdict | null {
  const { messages, passed, ownSpfPassed, ownSignatures } = facts;
  const isNobodyOfYours = passed === 0 && ownSpfPassed === 0 && !ownSignatures.some(anyPassed);
  if (messages === 0 || !isNobodyOfYours) return null;
  const signs = signsOf(facts, neighbours);
  if (signs.length < 2) return null;
  return {
    class: 'spoof',
    candidate: false,
    confidence: 'medium',
    rule: 8,
    because: [reason('nothingYours'), ...signs, ...strangeNetwork(facts, neighbours)],
    against: [
      ...(facts.foreign.length > 0 ? [reason('doesAuthenticate', nameValues(facts.foreign))] : []),
      ...(madeUpName(facts, neighbours) ? [reason('device')] : []),
      ...(neighbours.networks.hasPassed(facts)
        ? [reason('knownNetwork', { network: networkName(facts) })]
        : []),
    ],
  };
}

function signsOf(facts: SourceFacts, neighbours: Neighbours): Reason[] {
  const { ptr, ptrConfirmed, nameless } = facts;
  const burst = neighbours.burstAround(facts);
  const madeUp = madeUpName(facts, neighbours);
  return [
    ...(nameless ? [reason('nameless')] : []),
    ...(ptr !== null && ptrConfirmed === false ? [reason('falseName', { name: ptr })] : []),
    ...rentedPlace(facts, neighbours),
    ...(burst >= BURST ? [reason('burst', { count: burst })] : []),
    ...(madeUp ? [reason('madeUp', { name: madeUp })] : []),
    ...parkedSign(facts, neighbours),
  ];
}

/**
 * An access line or a rented server: by its name, or by what its network is for. It is no sign where
 * the network is known: who rents a server has neighbours.
 */
function rentedPlace(facts: SourceFacts, { networks }: Neighbours): Reason[] {
  const { ip, ptr, sender } = facts;
  if (networks.hasPassed(facts)) return [];
  if (sender?.sender.kind === 'hosting') return [reason('rented', { service: sender.sender.name })];
  if (sender) return [];
  if (ptr !== null && ip !== null && looksRented(ptr, ip)) return [reason('accessLine')];
  const service = networks.rentedFrom(facts);
  return service === null ? [] : [reason('rentedNetwork', { service })];
}

/** No sign by itself: most mail that does not pass comes from where no mail of yours does. */
function strangeNetwork(facts: SourceFacts, { networks }: Neighbours): Reason[] {
  return networks.hasPassed(facts) === false
    ? [reason('newNetwork', { network: networkName(facts) })]
    : [];
}

/** That a domain sends nothing is one sign, whether somebody said so or its mail does. */
function parkedSign({ parked, domain }: SourceFacts, neighbours: Neighbours): Reason[] {
  if (parked) return [reason('saidParked', { domain })];
  return neighbours.isParked(domain) ? [reason('parked', { domain })] : [];
}

/** A From domain below the policy's from which nothing ever passes. */
function madeUpName({ headerFroms, domain }: SourceFacts, neighbours: Neighbours) {
  return headerFroms.find((name) => name !== domain && !neighbours.isUsed(name));
}

function anyPassed({ passed }: { passed: number }) {
  return passed > 0;
}
