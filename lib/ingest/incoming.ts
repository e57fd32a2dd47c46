import type { ErrorCode } from '#lib/errors';
import type { Entry } from '#lib/store/audit';

/** How a mail or file came to us. */
export type Origin = 'mailbox' | 'upload' | 'import' | 'api' | 'demo';

/** Where a batch comes from; `mailboxId` and `uidValidity` only for `mailbox`. */
export type IngestContext = {
  origin: Origin;
  mailboxId: number | null;
  uidValidity: bigint | null;
  runId: bigint | null;
  /** What is written down where a file is somebody's deed, in the transaction that stores it. */
  entryOf?: (outcome: Stored) => Entry;
};

/**
 * One mail or file as it was handed over. `raw` is null when it was too large to fetch, `size` its
 * size in bytes, `name` the file's name (null: it is a mail), `receivedAt` the INTERNALDATE.
 */
export type Incoming = {
  raw: Uint8Array | null;
  name: string | null;
  receivedAt: Date;
  uid: bigint | null;
  size: number;
};

/** What became of one candidate inside a mail. */
export type ItemOutcome = {
  kind: 'aggregate' | 'tls' | 'failure' | 'none';
  outcome: 'stored' | 'duplicate' | 'conflict' | 'held' | 'refused';
  code: ErrorCode | null;
  text: string | null;
  reportUid: string | null;
  /** What it added to the totals. */
  messages: number;
  /** Of an aggregate report: what it is about, and who says so. */
  about: { domain: string; reporter: string; begin: Date; end: Date } | null;
};

/**
 * What became of one mail: `known` was in the ledger already and is not read again. `records` and
 * `messages` are what this mail added to the totals.
 */
export type Outcome = {
  messageId: bigint;
  uid: bigint | null;
  state: 'done' | 'quarantined' | 'known';
  items: ItemOutcome[];
  records: number;
  messages: number;
};

/** What became of a mail, whatever its UID. */
export type Stored = Omit<Outcome, 'uid'>;
