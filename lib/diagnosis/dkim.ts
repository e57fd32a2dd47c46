import { type Rule, rule } from './card.ts';
import { type Evidence, isPassed, type Signature } from './evidence.ts';
import { isOurs, signatureName } from './identity.ts';
import { shown, shownNames } from './shown.ts';

/** What DKIM did for mail that failed DMARC. */
export const DKIM: readonly Rule[] = [
  rule('DKIM_NONE', unsigned, (_, { headerFrom }) => ({
    title: 'not signed',
    what: 'Mail was not signed.',
    why: 'Without a signature, DMARC hangs on SPF alone, and that did not pass as you.',
    fix: `If this sender is yours, switch on DKIM signing as ${shown(headerFrom)} at the service.`,
    verify: `Reports then show a signature with d=${shown(headerFrom)}.`,
  })),
  rule('DKIM_UNALIGNED', signedByOther, ({ domain }, { headerFrom }) => ({
    title: `signed by ${shown(domain)}`,
    what: `Signed by ${shown(domain)}, not by you: the visible From is ${shown(headerFrom)}.`,
    why: 'The signature passes, but DMARC wants one of the same organisation.',
    fix: `If this service is yours, authenticate ${shown(headerFrom)} there (mostly by CNAME records), so that it signs with your domain.`,
    verify: `Reports then show a signature with d=${shown(headerFrom)} that passes.`,
  })),
  rule('DKIM_BROKEN_HERE', brokenHere, (signature) => ({
    title: 'the signature broke on the way',
    what: `The signature of ${signatureName(signature)} broke on the way (${signature.result}); the same selector passes in other mail.`,
    why: 'Someone changed the message: a mailing list added a footer, a gateway rewrote it.',
    fix: null,
    verify:
      'Usually nothing is to be done. If all mail fails from one day on, look at the key instead.',
  })),
  rule('DKIM_BROKEN_ALL', brokenEverywhere, (signature, _, all) => ({
    title: `${selectorOf(signature)} fails everywhere`,
    what: `The signature of ${signatureName(signature)} fails at ${receivers(all)} and passes in no mail of this period.`,
    why: 'The key in DNS is probably not the one that signs.',
    fix: `Publish the signer’s public key again at ${keyName(signature)}.`,
    verify: 'Compare the key in DNS with the signer’s; the next day’s reports show it passing.',
  })),
  rule('DKIM_KEY_MISSING', keyMissing, (signature) => ({
    title: 'no public key in DNS',
    what: `No public key at ${keyName(signature)} (“${shown(signature.humanResult ?? '')}”).`,
    why: 'The mail is signed, but nobody can check the signature.',
    fix: `Publish the key at ${keyName(signature)}, or sign with a selector that is published.`,
    verify: `A TXT query for ${keyName(signature)} answers with a key (p=…).`,
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

function keyName({ domain, selector }: Signature) {
  return `${selector ? shown(selector) : 'its selector'}._domainkey.${shown(domain)}`;
}

function selectorOf({ domain, selector }: Signature) {
  return selector ? `selector ${shown(selector)}` : `the signature of ${shown(domain)}`;
}

function receivers(all: readonly Evidence[]) {
  const names = [...new Set(all.flatMap(({ reporters }) => reporters))];
  return names.length > 3 ? `${names.length} receivers` : shownNames(names);
}
