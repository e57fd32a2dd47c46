import type { ReportRecord } from '#lib/queries/report-records';

/** Ways to look at a report's records, by the word in the URL (`report.kind` of lib/words). */
export const RECORD_KINDS = [
  { key: 'all', holds: () => true },
  { key: 'dmarc', holds: ({ outcome }: ReportRecord) => outcome !== 'passed' },
  { key: 'dkim', holds: ({ dkimAligned }: ReportRecord) => !dkimAligned },
  { key: 'spf', holds: ({ spfAligned }: ReportRecord) => !spfAligned },
  { key: 'reason', holds: ({ reasons }: ReportRecord) => reasons.length > 0 },
] as const;
