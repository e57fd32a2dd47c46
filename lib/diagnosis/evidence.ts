import type { AlignmentMode, AuthResult, Disposition, Policy } from '#lib/report/vocabulary';

/** A DKIM signature as a receiver reported it. */
export type Signature = {
  domain: string;
  selector: string | null;
  result: AuthResult;
  humanResult: string | null;
};

/** An SPF check as a receiver reported it. */
export type SpfCheck = {
  domain: string;
  scope: string | null;
  result: AuthResult;
  humanResult: string | null;
};

/**
 * Records that say the same, and what is known beside them: all that a diagnosis is made of. What
 * nobody has found out is null, and no code is claimed that would need it.
 */
export type Evidence = {
  headerFrom: string;
  /** The policy domain. */
  domain: string;
  /** An address that sent such mail, and whether it is one of several. */
  source: string | null;
  moreSources: boolean;
  /** Who reported it, by name. */
  reporters: readonly string[];
  messages: number;
  /** The receiver's verdicts: aligned and passed. */
  dkimAligned: boolean;
  spfAligned: boolean;
  disposition: Disposition;
  requested: Policy;
  reasons: readonly { type: string; comment: string | null }[];
  dkim: readonly Signature[];
  spf: readonly SpfCheck[];
  adkim: AlignmentMode;
  aspf: AlignmentMode;
  /** Whether a selector of these passed in other mail; null when nobody looked. */
  passesElsewhere: ((signature: Signature) => boolean) | null;
  /** Whether the source was classed as a suspected spoof; null while it has no class. */
  suspectedSpoof: boolean | null;
  /** Whether the From domain exists in DNS; null until somebody asked. */
  headerFromExists: boolean | null;
  /** Whether the SPF record of a name lets an address send, as it was last read; null where nobody knows. */
  isListed: ((name: string, address: string) => boolean | null) | null;
};

/** M4: either of the two, whatever the receiver did then. */
export function isPassed({ dkimAligned, spfAligned }: Evidence): boolean {
  return dkimAligned || spfAligned;
}
