import type { Neighbours } from './neighbours.ts';
import { nameValues, type Reason, reason } from './reason.ts';
import { handsOn } from './sender.ts';
import type { SourceVerdict } from './source-class.ts';
import { groupOf, hasOwnName, type SourceFacts, selectorKey } from './source-facts.ts';

/**
 * Rules 4 and 5: mail of yours that somebody hands on. It always takes a trace of your own mail,
 * or a receiver's or a rewritten return path's word. No signature and foreign SPF are none: that is
 * how forged mail looks, too.
 */
export function forwarding(facts: SourceFacts, neighbours: Neighbours): SourceVerdict | null {
  if (facts.messages === 0 || hasOwnName(facts)) return null;
  return survived(facts, neighbours) ?? changed(facts, neighbours) ?? toldSo(facts);
}

/** Rule 4: signatures of a source that is yours arrive whole, and SPF does not know the host. */
function survived(facts: SourceFacts, neighbours: Neighbours): SourceVerdict | null {
  const { dkimAligned, messages, spfAligned } = facts;
  if (dkimAligned / messages < 0.5 || spfAligned / messages >= 0.5) return null;
  const travelled = facts.ownSignatures.find(
    (one) => one.passed > 0 && neighbours.isTrusted(selectorKey(facts, one)),
  );
  if (!travelled) return null;
  const hints = hintsOf(facts, neighbours);
  return {
    class: 'forwarder',
    candidate: false,
    confidence: hints.length > 0 ? 'high' : 'medium',
    rule: 4,
    because: [reason('travelled', { selector: travelled.selector }), reason('otherHost'), ...hints],
    against: hints.length > 0 ? [] : [reason('missingInSpf')],
  };
}

/** Rule 5: your signature was broken on the way, and the host stands by its own name. */
function changed(facts: SourceFacts, neighbours: Neighbours): SourceVerdict | null {
  const group = groupOf(facts);
  const broken = facts.ownSignatures.filter(
    (one) => one.failed > 0 && neighbours.passesElsewhere(selectorKey(facts, one), group),
  );
  const [first] = broken;
  const failed = Math.max(0, ...broken.map((one) => one.failed));
  if (!first || (failed + facts.dkimAligned) / facts.messages < 0.5) return null;
  // A list or gateway sees a small part of what a selector signs.
  if (failed > neighbours.passedAt(selectorKey(facts, first)) / 4) return null;
  const support = [...hintsOf(facts, neighbours), ...ownStand(facts)];
  if (support.length === 0) return null;
  return {
    class: 'forwarder',
    candidate: false,
    confidence: 'medium',
    rule: 5,
    because: [reason('changed', { domain: first.domain, selector: first.selector }), ...support],
    against: [reason('copied')],
  };
}

/** The receivers' reasons, or a return path that says which address of yours it stands for. */
function toldSo(facts: SourceFacts): SourceVerdict | null {
  const hints = [
    ...(facts.rewritten / facts.messages >= 0.5 ? [REWRITTEN_PATH] : []),
    ...(facts.excused / facts.messages >= 0.5 ? [RECEIVERS_SAY] : []),
  ];
  if (hints.length === 0) return null;
  return {
    class: 'forwarder',
    candidate: false,
    confidence: 'medium',
    rule: 5,
    because: hints,
    against: [reason('noProof')],
  };
}

const REWRITTEN_PATH = reason('rewritten');
const RECEIVERS_SAY = reason('receiversSay');

function hintsOf(facts: SourceFacts, neighbours: Neighbours): Reason[] {
  const { sender, rewritten, excused } = facts;
  const domains = neighbours.domainsOf(groupOf(facts));
  return [
    ...(sender && handsOn(sender.sender.kind)
      ? [reason('handsOn', { service: sender.sender.name })]
      : []),
    ...(domains >= 3 ? [reason('handsOnDomains', { count: domains })] : []),
    ...(rewritten > 0 ? [REWRITTEN_PATH] : []),
    ...(excused > 0 ? [RECEIVERS_SAY] : []),
  ];
}

function ownStand({ foreign, ptr, ptrConfirmed }: SourceFacts): Reason[] {
  if (foreign.length > 0) return [reason('authenticatesAs', nameValues(foreign))];
  return ptr !== null && ptrConfirmed === true ? [reason('confirmedName', { name: ptr })] : [];
}
