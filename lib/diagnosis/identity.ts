import { isAligned } from '#lib/report/alignment';
import { yesNo } from './card.ts';
import type { Evidence, Signature, SpfCheck } from './evidence.ts';
import { shown } from './shown.ts';

/** Whether a domain is of the organisation of the visible From, however strictly it must agree. */
export function isOurs(domain: string, { headerFrom }: Evidence): boolean {
  return isAligned(domain, headerFrom, 'relaxed');
}

/** The signature that made DKIM pass as the visible From, if the receiver names it. */
export function passesAsOurs(evidence: Evidence): Signature | null {
  const { dkim, headerFrom, adkim } = evidence;
  const found = dkim.find(
    ({ domain, result }) => result === 'pass' && isAligned(domain, headerFrom, adkim),
  );
  return found ?? null;
}

/** A signature by its domain and, where the receiver says it, its selector. */
export function signatureValues({ domain, selector }: Signature) {
  const named = yesNo(selector !== null && selector !== '');
  return { domain: shown(domain), named, selector: shown(selector ?? '') };
}

/** The SPF checks that count: of MAIL FROM, and of HELO only where there is nothing else (RFC 9989). */
export function relevantChecks({ spf }: Evidence): readonly SpfCheck[] {
  const mailFrom = spf.filter((check) => !isHelo(check));
  return mailFrom.length > 0 ? mailFrom : spf;
}

/** Whether a check is of the HELO name. */
export function isHelo({ scope }: SpfCheck): boolean {
  return scope?.toLowerCase() === 'helo';
}
