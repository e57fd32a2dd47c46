import { isAligned } from '#lib/report/alignment';
import { type AuthResult, alignmentModeOf } from '#lib/report/vocabulary';

/** A DKIM signature and an SPF check as `auth_set` keeps them (lib/report/aggregate-schema). */
export type StoredDkim = {
  domain: string;
  selector: string | null;
  result: AuthResult;
  humanResult: string | null;
};
export type StoredSpf = {
  domain: string;
  scope: string | null;
  result: AuthResult;
  humanResult: string | null;
};

/** The same with whether its domain is aligned with the From domain, passing or not. */
export type DkimResult = StoredDkim & { aligned: boolean };
export type SpfResult = StoredSpf & { aligned: boolean };

/** What alignment is judged by: the record's From domain and the modes its policy asks for. */
export type Author = { headerFrom: string; adkim: string | null; aspf: string | null };

/** A record's DKIM signatures, each with its alignment. */
export function dkimResults(stored: readonly StoredDkim[], author: Author): DkimResult[] {
  const mode = alignmentModeOf(author.adkim);
  return stored.map(({ domain, selector, result, humanResult }) => ({
    domain,
    selector,
    result,
    humanResult,
    aligned: isAligned(domain, author.headerFrom, mode),
  }));
}

/** A record's SPF checks, each with its alignment. */
export function spfResults(stored: readonly StoredSpf[], author: Author): SpfResult[] {
  const mode = alignmentModeOf(author.aspf);
  return stored.map(({ domain, scope, result, humanResult }) => ({
    domain,
    scope,
    result,
    humanResult,
    aligned: isAligned(domain, author.headerFrom, mode),
  }));
}
