import type { Deviation } from '#lib/report/deviation';
import type { Disposition, Policy } from '#lib/report/vocabulary';
import type { Identified } from './place.ts';

export type StoredOutcome = 'passed' | 'overridden' | 'quarantined' | 'rejected' | 'delivered';

/** One record on one UTC day, in the words of the table `record`. */
export type FlatRecord = {
  day: string;
  recordNo: number;
  count: number;
  outcome: StoredOutcome;
  disposition: Disposition;
  requested: Policy;
  dkimAligned: boolean;
  spfAligned: boolean;
  inconsistent: boolean;
  sourceIp: string | null;
  sourceRaw: string | null;
  headerFrom: string;
  envelopeFrom: string | null;
  envelopeTo: string | null;
  /** JSON, or null for none. */
  reasons: string | null;
  dispositionRaw: string | null;
  /** JSON `[dkim, spf]`: the key of its auth set. */
  authKey: string;
};

/** One aggregate report in the words of the table `report`, with its records. */
export type FlatReport = Identified & {
  domain: string;
  orgDomain: string;
  orgName: string;
  email: string | null;
  extraContactInfo: string | null;
  reportId: string;
  beginAt: Date;
  endAt: Date;
  dialect: 'rfc7489' | 'rfc9990';
  version: string | null;
  generator: string | null;
  errors: string[];
  policyP: string | null;
  policySp: string | null;
  policyNp: string | null;
  policyAdkim: string | null;
  policyAspf: string | null;
  policyPct: string | null;
  policyFo: string | null;
  policyTesting: string | null;
  discoveryMethod: string | null;
  deviations: Deviation[];
  spread: boolean;
  fileName: string | null;
  originalGzip: Uint8Array;
  originalBytes: number;
  originalSha256: string;
  recordCount: number;
  messageCount: number;
  passCount: number;
  records: FlatRecord[];
};
