import { organizationalDomain } from '#lib/domain-name';
import { signersOf } from './reporter-signers.ts';

/**
 * How sure we are who sent a report mail (RFC 9990 §7: reports may be forged in large volume).
 * `verified`: the author domain authenticates and is one that this reporter signs with.
 * `authenticated`: it authenticates, but nothing ties it to the reporter named in the report.
 * `unverified`: nothing authenticates. `failed`: nothing does, and its own policy says to reject.
 * `not-checked`: there was no mail, no DNS, or checking is switched off.
 */
export const VERDICTS = [
  'verified',
  'authenticated',
  'unverified',
  'failed',
  'not-checked',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One DKIM signature as it was checked, at most five of a mail. */
export type CheckedSignature = {
  domain: string;
  selector: string;
  result: string;
  /** `l=`: only a part of the body was signed, so anything may have been added. Never counts. */
  limited: boolean;
};

/** What was found out about a mail: the evidence that is stored with its verdict. */
export type MailEvidence = {
  /** The author domain (RFC 5322 From); null when there is none, or more than one. */
  author: string | null;
  signatures: CheckedSignature[];
  /** What the mailbox's own server said, where its authserv-id is trusted (RFC 8601 §5). */
  received: { authservId: string; dmarc: string; headerFrom: string | null } | null;
  /** The policy that the author domain publishes; null when it has none or it was not asked. */
  policy: string | null;
  /** Whether DNS answered: `none` when nobody asked it. */
  dns: 'answered' | 'failed' | 'none';
};

/** The verdict, and the Organizational Domain that vouches for it (null when none does). */
export type Authenticity = { verdict: Verdict; signer: string | null };

/**
 * Judges a report mail. `orgName` is who the report says it is from; `confirmed` are domains that an
 * administrator, or the first verified report of that name, tied to it.
 */
export function judgeAuthenticity(
  evidence: MailEvidence | null,
  orgName: string,
  confirmed: readonly string[] = [],
): Authenticity {
  const signer = evidence && signerOf(evidence);
  if (signer) {
    const known = [...signersOf(orgName), ...confirmed].map(organizationalDomain);
    return { verdict: known.includes(signer) ? 'verified' : 'authenticated', signer };
  }
  if (!isJudgeable(evidence)) return { verdict: 'not-checked', signer: null };
  return { verdict: evidence.policy === 'reject' ? 'failed' : 'unverified', signer: null };
}

/** Without a single author nothing can align, whatever DNS says; else DNS must have answered. */
function isJudgeable(evidence: MailEvidence | null): evidence is MailEvidence {
  return evidence?.dns === 'answered' || (evidence?.dns === 'none' && evidence.author === null);
}

/** The Organizational Domain under which the mail passes DMARC (RFC 9989 §4.4), or null. */
function signerOf({ author, received, signatures }: MailEvidence): string | null {
  if (!author) return null;
  const org = organizationalDomain(author);
  // The mailbox's own server saw the mail when its keys were still in DNS: it is asked first.
  const vouched = received?.dmarc === 'pass' && received.headerFrom === author;
  const signed = signatures.some(
    ({ domain, result, limited }) =>
      result === 'pass' && !limited && organizationalDomain(domain) === org,
  );
  return vouched || signed ? org : null;
}

/** Of two verdicts about the same report, whether the second is worth more than the first. */
export function outranks(later: Verdict, earlier: Verdict): boolean {
  return RANK[later] > RANK[earlier];
}

const RANK: Record<Verdict, number> = {
  verified: 3,
  authenticated: 2,
  'not-checked': 1,
  unverified: 1,
  failed: 0,
};
