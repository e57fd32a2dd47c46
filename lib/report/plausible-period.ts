import { exceeds, type Limits } from './limits.ts';
import type { ReportProblem } from './problem.ts';
import type { ReadReport } from './read-mail.ts';

type Period = { begin: number; end: number };

/** Why the period of a report cannot be true; null when it can, or when it has none. */
export function implausibleReport(
  read: ReadReport,
  receivedAt: Date,
  limits: Limits,
): ReportProblem | null {
  switch (read.kind) {
    case 'aggregate': {
      const { metadata, records } = read.report;
      return implausiblePeriod(metadata.dateRange, records.length, receivedAt, limits);
    }
    case 'tls':
      return implausiblePeriod(read.report.dateRange, 1, receivedAt, limits);
    case 'failure':
      return null;
  }
}

/** DMARC was published on 30 January 2012, and TLS reports later. */
const FIRST_REPORT = Date.UTC(2012, 0, 1) / 1000;
const DAY = 86_400;
/** Clocks are wrong by hours and days end at other times elsewhere, but not by more than this. */
const GRACE = 2 * DAY;

/**
 * Why a report's period cannot be true, or null when it can. A report about the future or the year
 * 1970 would stretch every chart, and one of many rows over many days multiplies when its messages
 * are shared out over them; the longest honest report known covers 201 days.
 */
export function implausiblePeriod(
  { begin, end }: Period,
  records: number,
  receivedAt: Date,
  limits: Limits,
): ReportProblem | null {
  const days = Math.ceil((end - begin) / DAY);
  if (end < begin) return implausible('It ends before it begins.');
  if (begin < FIRST_REPORT) return implausible('It begins before 2012, when DMARC was published.');
  if (end > receivedAt.getTime() / 1000 + GRACE) return implausible('It ends in the future.');
  if (days > limits.rangeDays) return implausible(exceeds('rangeDays', limits).text);
  if (days > 1 && records * days > limits.records) return exceeds('records', limits);
  return null;
}

function implausible(text: string): ReportProblem {
  return { code: 'report/implausible-date', text };
}
