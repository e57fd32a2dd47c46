import type { AfterAction } from '#lib/after-action';
import type { AppError } from '#lib/errors';
import type { Reader } from '#lib/ingest/reader-thread';
import type { ImapConfig } from '#lib/net/imap-config';
import type { Folder } from '#lib/net/imap-folder';
import type { ImapSession } from '#lib/net/imap-session';
import type { LedgerState } from '#lib/queries/ledger-states';
import type { PollMailbox } from '#lib/queries/poll-targets';
import type { Breaker } from './breaker.ts';
import type { CheckpointKeeper } from './checkpoint.ts';
import type { OnProgress } from './run-progress.ts';

/** What a pass over a mailbox works with. */
export type PassTools = {
  mailbox: PollMailbox;
  config: ImapConfig;
  reader: Reader;
  /** Aborts `stop` if the mailbox was paused meanwhile. */
  heedPause: () => Promise<void>;
  stop: AbortSignal;
  onProgress: OnProgress;
};

/** A pass that is going on: its open folder, and what it has come to so far. */
export type Pass = PassTools &
  ImapSession & {
    folder: Folder;
    checkpoint: CheckpointKeeper;
    breaker: Breaker;
    after: Record<LedgerState, AfterAction>;
    complaints: AppError[];
  };
