import { type Rule, rule, yesNo } from './card.ts';
import { type Evidence, isPassed, type Signature } from './evidence.ts';
import { isOurs, signatureValues } from './identity.ts';
import { nameValues, shown } from './shown.ts';

/** What DKIM did for mail that failed DMARC. */
export const DKIM: readonly Rule[] = [
  rule('DKIM_NONE', unsigned, (_, { headerFrom }) => ({ from: shown(headerFrom) })),
  rule('DKIM_UNALIGNED', signedByOther, ({ domain }, { headerFrom }) => ({
    domain: shown(domain),
    from: shown(headerFrom),
  })),
  rule('DKIM_BROKEN_HERE', brokenHere, (signature) => ({
    ...signatureValues(signature),
    result: signature.result,
  })),
  rule('DKIM_BROKEN_ALL', brokenEverywhere, (signature, _, all) => {
    const receivers = nameValues(all);
    return {
      ...signatureValues(signature),
      ...receivers,
      many: yesNo(receivers.names > MOST_RECEIVERS),
    };
  }),
  rule('DKIM_KEY_MISSING', keyMissing, (signature) => ({
    ...signatureValues(signature),
    said: shown(signature.humanResult ?? ''),
  })),
];

function unsigned(evidence: Evidence): true | null {
  if (isPassed(evidence)) return null;
  return evidence.dkim.every(({ result }) => result === 'none') || null;
}

/** Where only strict alignment is missing, ALIGN_STRICT tells it. */
function signedByOther(evidence: Evidence): Signature | null {
  if (isPassed(evidence)) return null;
  const { dkim } = evidence;
  if (dkim.some(({ domain, result }) => result === 'pass' && isOurs(domain, evidence))) return null;
  return dkim.find(({ domain, result }) => result === 'pass' && domain !== '') ?? null;
}

function brokenHere(evidence: Evidence): Signature | null {
  const { passesElsewhere } = evidence;
  return (passesElsewhere && brokenOf(evidence).find(passesElsewhere)) ?? null;
}

function brokenEverywhere(evidence: Evidence): Signature | null {
  const { passesElsewhere } = evidence;
  if (!passesElsewhere) return null;
  return brokenOf(evidence).find((signature) => !passesElsewhere(signature)) ?? null;
}

function keyMissing(evidence: Evidence): Signature | null {
  return failedOf(evidence).find(saysNoKey) ?? null;
}

/** Signatures of ours that a receiver checked and did not accept, the key being there. */
function brokenOf(evidence: Evidence) {
  return failedOf(evidence).filter((signature) => !saysNoKey(signature));
}

/** A signature that DNS kept from being checked (temperror) says nothing of itself. */
const FAILED: readonly string[] = ['fail', 'neutral', 'policy', 'permerror'];

function failedOf(evidence: Evidence) {
  if (isPassed(evidence)) return [];
  return evidence.dkim.filter(
    ({ domain, result }) => FAILED.includes(result) && isOurs(domain, evidence),
  );
}

/** The words of OpenDKIM, Mail::DKIM, rspamd and others; “no signature data” is not among them. */
const NO_KEY =
  /\bno (public )?key\b|\bkey (was )?(not|un)[ -]?(found|available)|public key: not available|key (missing|revoked)|invalid (public )?key\b|no such key|query type returned no/i;

function saysNoKey({ humanResult }: Signature) {
  return humanResult !== null && NO_KEY.test(humanResult);
}

/** Beyond these only their number is told. */
const MOST_RECEIVERS = 3;
