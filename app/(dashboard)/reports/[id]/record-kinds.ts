import type { ReportRecord } from '#lib/queries/report-records';

/** Ways to look at a report's records, by the word in the URL. */
export const RECORD_KINDS = [
  { key: 'all', text: 'All', holds: () => true },
  { key: 'dmarc', text: 'DMARC fail', holds: ({ outcome }: ReportRecord) => outcome !== 'passed' },
  { key: 'dkim', text: 'DKIM fail', holds: ({ dkimAligned }: ReportRecord) => !dkimAligned },
  { key: 'spf', text: 'SPF fail', holds: ({ spfAligned }: ReportRecord) => !spfAligned },
  { key: 'reason', text: 'Overridden', holds: ({ reasons }: ReportRecord) => reasons.length > 0 },
] as const;
