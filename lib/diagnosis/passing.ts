import { type Rule, rule } from './card.ts';
import type { Evidence } from './evidence.ts';
import { isOurs, passesAsOurs, signatureName } from './identity.ts';
import { shown } from './shown.ts';

/** The codes of mail that passed DMARC. Exactly one holds, by the receiver's own verdicts. */
export const PASSING: readonly Rule[] = [
  rule(
    'OK_BOTH',
    (evidence) => (evidence.dkimAligned && evidence.spfAligned) || null,
    (_, evidence) => ({
      title: 'passes both ways',
      what: `Passes. ${signedBy(evidence)} and SPF passes for the same organisation.`,
      why: 'Both identifiers align with the visible From.',
      fix: null,
      verify: 'Nothing to verify: it stays so as long as the key and the SPF record do.',
    }),
  ),
  rule(
    'OK_DKIM',
    (evidence) => (evidence.dkimAligned && !evidence.spfAligned) || null,
    (_, evidence) => ({
      title: 'passes by DKIM',
      what: `Passes. ${signedBy(evidence)}.`,
      why: 'SPF does not align; that is fine, and the signature survives forwarding.',
      fix: null,
      verify: 'Nothing to verify. A return path below your domain would make SPF align, too.',
    }),
  ),
  rule(
    'OK_SPF_ONLY',
    (evidence) => (evidence.spfAligned && !evidence.dkimAligned) || null,
    (_, evidence) => ({
      title: 'SPF only: forwarding breaks it',
      what: 'Passes only by SPF. Forwarding breaks this.',
      why: whyUnsigned(evidence),
      fix: `Switch on DKIM signing as ${shown(evidence.headerFrom)} at the service that sends this.`,
      verify: 'Reports of the days after show this mail as “passes both ways”.',
    }),
  ),
];

/** A receiver may say that DKIM passes and keep the signature to itself. */
function signedBy(evidence: Evidence) {
  const signature = passesAsOurs(evidence);
  return signature ? `DKIM signed as ${signatureName(signature)}` : 'DKIM passes and aligns';
}

function whyUnsigned(evidence: Evidence) {
  const ours = evidence.dkim.find((signature) => isOurs(signature.domain, evidence));
  if (ours) return `The signature of ${signatureName(ours)} did not pass (${ours.result}).`;
  const other = evidence.dkim.find(({ result }) => result === 'pass');
  return other
    ? `It is signed by ${shown(other.domain)}, which is not the organisation of the visible From.`
    : 'It carries no signature that passes.';
}
