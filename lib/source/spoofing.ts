import { looksRented } from './host-name.ts';
import type { Neighbours } from './neighbours.ts';
import { nameValues, type Reason, reason } from './reason.ts';
import type { SourceVerdict } from './source-class.ts';
import type { SourceFacts } from './source-facts.ts';

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
    because: [reason('nothingYours'), ...signs],
    against: [
      ...(facts.foreign.length > 0 ? [reason('doesAuthenticate', nameValues(facts.foreign))] : []),
      ...(madeUpName(facts, neighbours) ? [reason('device')] : []),
    ],
  };
}

function signsOf(facts: SourceFacts, neighbours: Neighbours): Reason[] {
  const { ip, ptr, ptrConfirmed, nameless, sender, domain } = facts;
  const burst = neighbours.burstAround(facts);
  const madeUp = madeUpName(facts, neighbours);
  return [
    ...(nameless ? [reason('nameless')] : []),
    ...(ptr !== null && ptrConfirmed === false ? [reason('falseName', { name: ptr })] : []),
    ...(ptr !== null && ip !== null && !sender && looksRented(ptr, ip)
      ? [reason('accessLine')]
      : []),
    ...(sender?.sender.kind === 'hosting'
      ? [reason('rented', { service: sender.sender.name })]
      : []),
    ...(burst >= BURST ? [reason('burst', { count: burst })] : []),
    ...(madeUp ? [reason('madeUp', { name: madeUp })] : []),
    ...(neighbours.isParked(domain) ? [reason('parked', { domain })] : []),
  ];
}

/** A From domain below the policy's from which nothing ever passes. */
function madeUpName({ headerFroms, domain }: SourceFacts, neighbours: Neighbours) {
  return headerFroms.find((name) => name !== domain && !neighbours.isUsed(name));
}

function anyPassed({ passed }: { passed: number }) {
  return passed > 0;
}
