import type { Evidence } from '#lib/diagnosis/evidence';
import type { Disposition } from '#lib/filter/vocabulary';
import { alignmentModeOf, type Policy } from '#lib/report/vocabulary';
import type { StoredDkim, StoredSpf } from './auth-results.ts';
import type { PassesElsewhere } from './selector-passes.ts';
import type { IsListed } from './spf-listings.ts';

/** What a record, or many that say the same, tells a diagnosis. */
export type EvidenceRow = {
  headerFrom: string;
  domain: string;
  source: string | null;
  moreSources?: boolean;
  reporters: readonly string[];
  messages: number;
  dkimAligned: boolean;
  spfAligned: boolean;
  disposition: Disposition;
  requested: Policy;
  reasons: readonly { type: string; comment: string | null }[] | null;
  dkim: StoredDkim[];
  spf: StoredSpf[];
  adkim: string | null;
  aspf: string | null;
};

/** What is known beside a row; what nobody has found out is null, and no code is claimed by it. */
export type Beside = {
  passesElsewhere: PassesElsewhere;
  /** Whether its source is suspected of forging the domain. */
  suspectedSpoof: boolean | null;
  /** Whether its From domain exists in DNS. */
  headerFromExists: boolean | null;
  isListed: IsListed;
};

/** Rows of the database as a diagnosis takes them. */
export function evidenceOf(row: EvidenceRow, beside: Beside): Evidence {
  return {
    ...row,
    moreSources: row.moreSources ?? false,
    reasons: row.reasons ?? [],
    adkim: alignmentModeOf(row.adkim),
    aspf: alignmentModeOf(row.aspf),
    ...beside,
  };
}
