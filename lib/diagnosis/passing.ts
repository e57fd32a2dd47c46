import { type Rule, rule, type Values } from './card.ts';
import type { Evidence } from './evidence.ts';
import { isOurs, passesAsOurs, signatureValues } from './identity.ts';
import { shown } from './shown.ts';

/** The codes of mail that passed DMARC. Exactly one holds, by the receiver's own verdicts. */
export const PASSING: readonly Rule[] = [
  rule(
    'OK_BOTH',
    (evidence) => (evidence.dkimAligned && evidence.spfAligned) || null,
    (_, evidence) => signedBy(evidence),
  ),
  rule(
    'OK_DKIM',
    (evidence) => (evidence.dkimAligned && !evidence.spfAligned) || null,
    (_, evidence) => signedBy(evidence),
  ),
  rule(
    'OK_SPF_ONLY',
    (evidence) => (evidence.spfAligned && !evidence.dkimAligned) || null,
    (_, evidence) => ({ from: shown(evidence.headerFrom), ...whyUnsigned(evidence) }),
  ),
];

/** A receiver may say that DKIM passes and keep the signature to itself. */
function signedBy(evidence: Evidence): Values {
  const signature = passesAsOurs(evidence);
  return signature
    ? { signed: 'yes', ...signatureValues(signature) }
    : { signed: 'no', ...UNNAMED };
}

function whyUnsigned(evidence: Evidence): Values {
  const ours = evidence.dkim.find((signature) => isOurs(signature.domain, evidence));
  if (ours) return { signature: 'ours', ...signatureValues(ours), result: ours.result };
  const other = evidence.dkim.find(({ result }) => result === 'pass');
  return other
    ? { signature: 'theirs', ...signatureValues(other), result: other.result }
    : { signature: 'none', ...UNNAMED, result: '' };
}

const UNNAMED = { domain: '', named: 'no', selector: '' } as const;
