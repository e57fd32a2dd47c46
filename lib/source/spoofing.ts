import { looksRented } from './host-name.ts';
import type { Neighbours } from './neighbours.ts';
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
    because: ['Nothing that passes belongs to you.', ...signs],
    against: [
      ...(facts.foreign.length > 0
        ? [`It does authenticate, as ${facts.foreign.slice(0, 2).join(' and ')}.`]
        : []),
      ...(madeUpName(facts, neighbours)
        ? ['A device of yours that was never set up for SPF or DKIM looks the same.']
        : []),
    ],
  };
}

function signsOf(facts: SourceFacts, neighbours: Neighbours): string[] {
  const { ip, ptr, ptrConfirmed, nameless, sender, domain } = facts;
  const burst = neighbours.burstAround(facts);
  const madeUp = madeUpName(facts, neighbours);
  return [
    ...(nameless ? ['Its address has no name in DNS.'] : []),
    ...(ptr !== null && ptrConfirmed === false
      ? [`It calls itself ${ptr}, which does not lead back to it.`]
      : []),
    ...(ptr !== null && ip !== null && !sender && looksRented(ptr, ip)
      ? ['Its name is that of an access line or a rented server.']
      : []),
    ...(sender?.sender.kind === 'hosting'
      ? [`It is a server rented from ${sender.sender.name}.`]
      : []),
    ...(burst >= BURST ? [`It came with mail from ${burst} networks within three days.`] : []),
    ...(madeUp ? [`It writes as ${madeUp}, from which no mail ever passes.`] : []),
    ...(neighbours.isParked(domain) ? [`Nothing ever passes as ${domain}: it does not send.`] : []),
  ];
}

/** A From domain below the policy's from which nothing ever passes. */
function madeUpName({ headerFroms, domain }: SourceFacts, neighbours: Neighbours) {
  return headerFroms.find((name) => name !== domain && !neighbours.isUsed(name));
}

function anyPassed({ passed }: { passed: number }) {
  return passed > 0;
}
