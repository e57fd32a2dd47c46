import { isAligned } from '#lib/report/alignment';
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

/** `example.com (selector s1)`. */
export function signatureName({ domain, selector }: Signature): string {
  return selector ? `${shown(domain)} (selector ${shown(selector)})` : shown(domain);
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
