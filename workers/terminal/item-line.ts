import type { AggregateRecord, AggregateReport } from '#lib/report/aggregate-schema';
import type { ReadItem, ReadReport } from '#lib/report/read-mail';
import { ENGLISH } from './english.ts';
import { paint, plural } from './print.ts';

/** One candidate of a file in a line for people: what it says, or why it cannot be read. */
export function describeInWords(file: string, item: ReadItem): string {
  const place = item.member ? `${file} › ${item.member}` : file;
  if (!item.outcome.ok) {
    return `${paint('red', '✗')} ${place}: ${item.outcome.error.text} (${item.outcome.error.code})`;
  }
  const { value } = item.outcome;
  const deviations = value.deviations.length;
  const mark = deviations > 0 ? paint('yellow', '~') : paint('green', '✓');
  const tail = deviations > 0 ? paint('dim', ` · ${plural(deviations, 'deviation')}`) : '';
  return `${mark} ${place}: ${reportInWords(value)}${tail}`;
}

function reportInWords(read: ReadReport): string {
  switch (read.kind) {
    case 'aggregate':
      return aggregateInWords(read.report);
    case 'tls': {
      const { organizationName, dateRange, policies } = read.report;
      const failed = policies.reduce((sum, { failedSessions }) => sum + failedSessions, 0);
      const who = `TLS report of ${organizationName || '(no name)'}`;
      return `${who}, ${periodOf(dateRange)}: ${plural(failed, 'failed session')}`;
    }
    case 'failure':
      return `failure report about ${read.report.reportedDomain ?? '(no domain)'}`;
  }
}

function aggregateInWords({ metadata, policyPublished, records }: AggregateReport): string {
  const passed = records.filter(({ row: { policyEvaluated } }) => {
    return policyEvaluated.dkim === 'pass' || policyEvaluated.spf === 'pass';
  });
  const [all, pass] = [messagesOf(records), messagesOf(passed)];
  const who = `${metadata.orgName || '(no name)'} about ${policyPublished.domain}`;
  const what = all === 0 ? '' : `, ${ENGLISH.percent(pass, all)} passed`;
  return `${who}, ${periodOf(metadata.dateRange)}: ${plural(all, 'message')}${what}`;
}

function messagesOf(records: readonly AggregateRecord[]) {
  return records.reduce((sum, { row }) => sum + row.count, 0);
}

function periodOf({ begin, end }: { begin: number; end: number }) {
  return ENGLISH.period(new Date(begin * 1000), new Date(end * 1000));
}
