import { type Rule, rule } from './card.ts';
import { type Evidence, isPassed } from './evidence.ts';
import { shown } from './shown.ts';

/** What can only be said with evidence from outside the reports: the source's class, and DNS. */
export const SPOOF: readonly Rule[] = [
  rule('SPOOF_LIKELY', likelySpoof, (_, { headerFrom }, all) => {
    const blocked = sum(all.filter(({ disposition }) => isBlocking(disposition)));
    return { from: shown(headerFrom), blocked, delivered: sum(all) - blocked };
  }),
  rule('SUBDOMAIN_NX', unknownSubdomain, (_, { headerFrom, domain }) => ({
    from: shown(headerFrom),
    domain: shown(domain),
  })),
];

function likelySpoof(evidence: Evidence): true | null {
  return (!isPassed(evidence) && evidence.suspectedSpoof === true) || null;
}

function unknownSubdomain(evidence: Evidence): true | null {
  const { headerFrom, domain, headerFromExists } = evidence;
  if (isPassed(evidence) || headerFromExists !== false) return null;
  return headerFrom.endsWith(`.${domain}`) || null;
}

function isBlocking(disposition: Evidence['disposition']) {
  return disposition === 'quarantine' || disposition === 'reject';
}

function sum(all: readonly Evidence[]) {
  return all.reduce((total, { messages }) => total + messages, 0);
}
