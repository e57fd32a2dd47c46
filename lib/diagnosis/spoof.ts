import { formatCount } from '#lib/format/number';
import { type Rule, rule } from './card.ts';
import { type Evidence, isPassed } from './evidence.ts';
import { shown } from './shown.ts';

/** What can only be said with evidence from outside the reports: the source's class, and DNS. */
export const SPOOF: readonly Rule[] = [
  rule('SPOOF_LIKELY', likelySpoof, (_, { headerFrom }, all) => ({
    title: 'nothing of yours authenticated',
    what: `Nothing of yours authenticated. Blocked: ${blocked(all)}; delivered: ${delivered(all)}.`,
    why: `Somebody else probably uses ${shown(headerFrom)} as the visible From.`,
    fix: 'Tighten the policy; change no DNS record for this source.',
    verify: 'With p=reject, reports show such mail as rejected.',
  })),
  rule('SUBDOMAIN_NX', unknownSubdomain, (_, { headerFrom, domain }) => ({
    title: `${shown(headerFrom)} does not exist`,
    what: `${shown(headerFrom)} does not exist.`,
    why: 'The visible From names a subdomain that DNS does not know: nobody of yours sends as it.',
    fix: `Add np=reject to the DMARC record of ${shown(domain)}.`,
    verify: 'Receivers that know RFC 9989 then refuse mail from names that do not exist.',
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

function blocked(all: readonly Evidence[]) {
  const held = all.filter(({ disposition }) => isBlocking(disposition));
  return formatCount(sum(held));
}

function delivered(all: readonly Evidence[]) {
  return formatCount(sum(all.filter(({ disposition }) => !isBlocking(disposition))));
}

function isBlocking(disposition: Evidence['disposition']) {
  return disposition === 'quarantine' || disposition === 'reject';
}

function sum(all: readonly Evidence[]) {
  return all.reduce((total, { messages }) => total + messages, 0);
}
