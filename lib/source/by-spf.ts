import { isSentBySpf, type Neighbours } from './neighbours.ts';
import { type Reason, reason, shareValues } from './reason.ts';
import type { SourceVerdict } from './source-class.ts';
import { hasOwnName, networkName, type SourceFacts } from './source-facts.ts';

/** Rule 2: your own SPF record names it. */
export function bySpf(facts: SourceFacts, neighbours: Neighbours): SourceVerdict | null {
  if (!isSentBySpf(facts)) return null;
  const named = hasOwnName(facts) ? reason('ownName', { name: facts.ptr ?? '' }) : null;
  const network = named ? null : ownNetwork(facts, neighbours);
  const own = named ?? network;
  return {
    class: own ? 'own' : 'approved',
    candidate: !own,
    confidence: network ? 'medium' : 'high',
    rule: 2,
    because: [
      reason('inSpf', {
        ...shareValues(facts.spfAligned, facts.messages),
        domain: facts.domain,
      }),
      ...(own ? [own] : []),
    ],
    against: [
      ...(facts.dkimAligned === 0 ? [reason('unsigned')] : []),
      ...(network ? [reason('otherTenants')] : []),
    ],
  };
}

/** It stands in a network in which a person called an address theirs, and in which nobody else is seen. */
function ownNetwork(facts: SourceFacts, { networks }: Neighbours): Reason | null {
  const ip = networks.ownBy(facts);
  return ip === null ? null : reason('ownNetwork', { network: networkName(facts), ip });
}
