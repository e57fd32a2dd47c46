import type { Deviation } from '#lib/report/deviation';
import type { Disposition } from '#lib/report/vocabulary';
import type { Identified } from './place.ts';

export type StoredOutcome = 'passed' | 'overridden' | 'quarantined' | 'rejected' | 'delivered';

/** What the roll-up adds up: messages, and records, of one day that ended alike. */
export type DailySum = {
  day: string;
  outcome: StoredOutcome;
  disposition: Disposition;
  dkimAligned: boolean;
  spfAligned: boolean;
  messages: number;
  records: number;
};

/**
 * The records of a report, a line for each UTC day of each, and what is to be looked up for them. A
 * line has the columns `FACTS` of `record.ts` as COPY takes them; the ids are put before it.
 */
export type FlatRecords = {
  /** Lines with a line end between them. */
  pieces: string[];
  /** For each line, which of `authSets` it has. */
  authSetOf: Uint32Array<ArrayBuffer>;
  /** JSON `[dkim, spf]`: the key of an auth set. */
  authSets: string[];
  /** Addresses, each once. */
  sources: string[];
  daily: DailySum[];
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
  originalGzip: Uint8Array<ArrayBuffer>;
  originalBytes: number;
  originalSha256: string;
  recordCount: number;
  messageCount: number;
  passCount: number;
  records: FlatRecords;
};
