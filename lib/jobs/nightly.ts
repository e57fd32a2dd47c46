import type { JobTold } from '#lib/db/job-told';
import type { JobName } from '#lib/db/names';
import { findDmarcRecords } from './find-dmarc-records.ts';
import { findSpfRanges } from './find-spf-ranges.ts';
import { lookUpNames } from './look-up-names.ts';
import { makeEvidence } from './make-evidence.ts';
import { nameSources } from './name-sources.ts';
import { applyRetention } from './retention.ts';
import { sealAuditLog } from './seal-audit.ts';
import { sumSources } from './sum-sources.ts';
import { verifyNightly } from './verify-nightly.ts';

/** What a job says of itself when it is done; `good` is false where a person should look. */
export type JobOutcome = { good: boolean; text: string; told: JobTold };

/**
 * A job: it throws when the world failed it (then it is tried again), and when `stop` aborts in the
 * middle (then another worker takes it up).
 */
export type Job = (now: Date, stop: AbortSignal) => Promise<JobOutcome>;

/** Every job, and when it begins, UTC: at a minute and hour, or every so many minutes. */
export const NIGHTLY: Readonly<Record<JobName, { cron: string; run: Job }>> = {
  audit: { cron: '*/10 * * * *', run: sealAuditLog },
  dmarc: { cron: '*/10 * * * *', run: (now, stop) => findDmarcRecords(now, stop) },
  evidence: { cron: '*/10 * * * *', run: makeEvidence },
  names: { cron: '*/10 * * * *', run: (now, stop) => lookUpNames(now, stop) },
  retention: { cron: '17 3 * * *', run: applyRetention },
  sources: { cron: '*/10 * * * *', run: (now, stop) => nameSources(now, stop) },
  spf: { cron: '*/10 * * * *', run: (now, stop) => findSpfRanges(now, stop) },
  sums: { cron: '*/10 * * * *', run: (_, stop) => sumSources(stop) },
  verify: { cron: '47 3 * * *', run: verifyNightly },
};
