/** Rows of `setting`, which reads and writes must call by the same name. */
export const SETTING_KEYS = {
  countedVerdicts: 'counted-verdicts',
  fromDomains: 'from-domains',
  recount: 'recount',
  retention: 'retention',
  secondStep: 'second-step',
  setupDismissed: 'setup-dismissed',
} as const;

/**
 * Advisory locks of one number (mailboxes have theirs of two, store/mailbox-lock.ts). `placing`:
 * between those who place reports and those who decide which count. `recount`: one at a time.
 * `retention`: between those who take records away and those who count them anew. `auditSeal`: one at a
 * time; who writes into the log waits for nobody.
 */
export const LOCKS = {
  placing: 7_261_003,
  recount: 7_261_004,
  retention: 7_261_005,
  auditSeal: 7_261_006,
} as const;

/** Jobs that run by the clock; their queues stand in the schema `jobs`, which pg-boss makes. */
export const JOB_NAMES = [
  'audit',
  'dmarc',
  'evidence',
  'names',
  'retention',
  'sources',
  'spf',
  'sums',
  'verify',
] as const;
export type JobName = (typeof JOB_NAMES)[number];

/** The domain under which `source_sum` holds all real domains together; ids of domains begin at 1. */
export const EVERY_DOMAIN = 0;

/** How the name begins under which a process of ours works in Postgres. */
export const PROCESS_PREFIX = 'ruascope ';
