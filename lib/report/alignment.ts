import { organizationalDomain } from '#lib/domain-name';
import type { AggregateRecord, PolicyPublished, SpfAuth } from './aggregate-schema.ts';
import { type AlignmentMode, alignmentModeOf } from './vocabulary.ts';

export type DmarcResult = {
  dkimAligned: boolean;
  spfAligned: boolean;
  /** Aligned DKIM or aligned SPF; an override never makes a fail a pass. */
  pass: boolean;
  /** The receiver's verdict is not what its own results say. */
  inconsistent: boolean;
};

/**
 * Whether an authenticated domain is aligned with the author domain (RFC 9989 §4.4): equal when
 * strict, of one Organizational Domain when relaxed.
 */
export function isAligned(domain: string, headerFrom: string, mode: AlignmentMode): boolean {
  if (domain === '' || headerFrom === '') return false;
  if (domain === headerFrom) return true;
  return mode === 'relaxed' && organizationalDomain(domain) === organizationalDomain(headerFrom);
}

/**
 * The DMARC result of a record. The receiver's verdict counts, for it is what it acted on; where it
 * gave none, the raw results decide. Both are compared in any case.
 */
export function dmarcResult(
  { row, identifiers, authResults }: AggregateRecord,
  policyPublished: PolicyPublished,
): DmarcResult {
  const { headerFrom } = identifiers;
  const adkim = alignmentModeOf(policyPublished.adkim);
  const aspf = alignmentModeOf(policyPublished.aspf);
  const dkim = authResults.dkim.some(
    ({ domain, result }) => result === 'pass' && isAligned(domain, headerFrom, adkim),
  );
  const spf = relevantSpf(authResults.spf).some(
    ({ domain, result }) => result === 'pass' && isAligned(domain, headerFrom, aspf),
  );
  const stated = row.policyEvaluated;
  const dkimAligned = stated.dkim ? stated.dkim === 'pass' : dkim;
  const spfAligned = stated.spf ? stated.spf === 'pass' : spf;
  return {
    dkimAligned,
    spfAligned,
    pass: dkimAligned || spfAligned,
    inconsistent: dkimAligned !== dkim || spfAligned !== spf,
  };
}

/** RFC 9989 counts MAIL FROM; HELO stands in only where there is nothing else. */
function relevantSpf(results: readonly SpfAuth[]) {
  const isHelo = ({ scope }: SpfAuth) => scope?.toLowerCase() === 'helo';
  const mailFrom = results.filter((result) => !isHelo(result));
  return mailFrom.length > 0 ? mailFrom : results;
}
