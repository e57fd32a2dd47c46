import { bySpf } from './by-spf.ts';
import { forwarding } from './forwarding.ts';
import { type Neighbours, neighboursOf } from './neighbours.ts';
import { nameValues, reason, shareValues } from './reason.ts';
import { sendsForCustomers } from './sender.ts';
import type { SourceVerdict } from './source-class.ts';
import { groupOf, hasOwnName, type SourceFacts, selectorKey } from './source-facts.ts';
import { spoofing } from './spoofing.ts';

/** Judges all sources of a question by the nine rules, each in the light of the others. */
export function classifySources(all: readonly SourceFacts[]): SourceVerdict[] {
  const neighbours = neighboursOf(all);
  return all.map((facts) => saidVerdict(facts) ?? judge(facts, neighbours));
}

/**
 * The same by rules 2 to 9 alone: what a person said of a source is no evidence about it, and can be
 * taken back, but it tells of its neighbours.
 */
export function judgeSources(all: readonly SourceFacts[]): SourceVerdict[] {
  const neighbours = neighboursOf(all);
  return all.map((facts) => judge(facts, neighbours));
}

/** Of a source that nobody has looked at yet, or that stands behind very many others. */
export const NOT_JUDGED: SourceVerdict = {
  ...{ class: 'unknown', candidate: false, confidence: 'low', rule: 9 },
  because: [reason('notJudged')],
  against: [],
};

/** The first of the rules that fits (PRODUCT 3.1, Classes). */
function judge(facts: SourceFacts, neighbours: Neighbours): SourceVerdict {
  return (
    bySpf(facts, neighbours) ??
    bySignature(facts, neighbours) ??
    forwarding(facts, neighbours) ??
    byService(facts) ??
    byOwnSpf(facts) ??
    spoofing(facts, neighbours) ??
    unknown(facts, neighbours)
  );
}

type Said = Pick<SourceFacts, 'label' | 'domain' | 'ptr' | 'ptrConfirmed'> & {
  sender: object | null;
};

/** Rule 1: what a person said stands above all rules. Null where nobody did, or put it off. */
export function saidVerdict(facts: Said): SourceVerdict | null {
  const certain = { candidate: false, confidence: 'certain', rule: 1, against: [] } as const;
  switch (facts.label) {
    case 'yours':
      return {
        ...certain,
        class: facts.sender && !hasOwnName(facts) ? 'approved' : 'own',
        because: [reason('saidYours')],
        against: [],
      };
    case 'forwarder':
      return {
        ...certain,
        class: 'forwarder',
        because: [reason('saidForwarder')],
        against: [],
      };
    case 'not-mine':
      return {
        ...certain,
        class: 'not-mine',
        because: [reason('saidNotMine')],
        against: [],
      };
    case 'later':
    case null:
      return null;
  }
}

/** Rule 3: it signs as you, and is a known service or the only one that uses the selector. */
function bySignature(facts: SourceFacts, neighbours: Neighbours): SourceVerdict | null {
  if (facts.messages === 0 || facts.dkimAligned / facts.messages < 0.8) return null;
  const { sender } = facts;
  const service = sender && sendsForCustomers(sender.sender.kind) ? sender.sender.name : null;
  const alone = soleSelector(facts, neighbours);
  if (!service && !alone) return null;
  return {
    class: 'approved',
    candidate: true,
    confidence: 'high',
    rule: 3,
    because: [
      reason('signed', {
        ...shareValues(facts.dkimAligned, facts.messages),
        domain: facts.domain,
      }),
      service ? reason('service', { service }) : reason('soleSelector', { selector: alone ?? '' }),
    ],
    against: [reason('dkimAlone')],
  };
}

/** A selector of which nine in ten messages come from this source and its like. */
function soleSelector(facts: SourceFacts, neighbours: Neighbours): string | null {
  const group = groupOf(facts);
  for (const signature of facts.ownSignatures) {
    const key = selectorKey(facts, signature);
    const all = neighbours.passedAt(key);
    const known = neighbours.isTrusted(key) || all === 0;
    if (!known && neighbours.passedAt(key, group) / all >= 0.9) return signature.selector;
  }
  return null;
}

/** Rule 6: it authenticates as a service, and not as you. */
function byService(facts: SourceFacts): SourceVerdict | null {
  const { sender, foreign } = facts;
  if (!hardlyPasses(facts) || !sender || !sendsForCustomers(sender.sender.kind)) return null;
  if (foreign.length === 0) return null;
  return {
    class: 'misconfigured',
    candidate: false,
    confidence: 'medium',
    rule: 6,
    because: [
      reason('serviceAs', { ...nameValues(foreign), service: sender.sender.name }),
      reason('likeServices'),
    ],
    against: [reason('anyCustomer')],
  };
}

/** Rule 7: it stands in your SPF record or bears your name, and its mail fails all the same. */
function byOwnSpf(facts: SourceFacts): SourceVerdict | null {
  if (!hardlyPasses(facts)) return null;
  const because = [
    ...(facts.listed ? [coveredBy(facts.listed)] : []),
    ...(facts.ownSpfPassed > 0 ? [reason('otherFrom')] : []),
    ...(hasOwnName(facts) ? [reason('ownName', { name: facts.ptr ?? '' })] : []),
  ];
  if (because.length === 0) return null;
  return {
    ...{ class: 'misconfigured', candidate: false, confidence: 'high', rule: 7 },
    because,
    against: [],
  };
}

function coveredBy({ by, asked }: NonNullable<SourceFacts['listed']>) {
  return reason('covered', { domain: by, asked: asked ? 'yes' : 'no' });
}

/** Rule 9. */
function unknown(facts: SourceFacts, neighbours: Neighbours): SourceVerdict {
  const { passed, messages, foreign, ownSignatures } = facts;
  const broken = ownSignatures.find(
    (one) => one.passed === 0 && neighbours.passedAt(selectorKey(facts, one)) > 0,
  );
  return {
    class: 'unknown',
    candidate: false,
    confidence: 'low',
    rule: 9,
    because: [reason('noRule')],
    against: [
      ...(passed > 0 ? [reason('somePasses', shareValues(passed, messages))] : []),
      ...(broken ? [reason('brokenOwn', { selector: broken.selector })] : []),
      ...(foreign.length > 0 ? [reason('authenticatesAs', nameValues(foreign))] : []),
    ],
  };
}

function hardlyPasses({ passed, messages }: SourceFacts) {
  return messages > 0 && passed / messages < 0.05;
}
