import type { Filter } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { dkimResults, spfResults } from './auth-results.ts';
import { dataset } from './dataset.ts';
import { type RecordRow, recordStream } from './records.ts';
import { unicodeName } from './unicode-name.ts';

/** One DKIM signature or SPF check of a record. */
type Check = {
  row: RecordRow;
  mechanism: 'dkim' | 'spf';
  domain: string;
  selectorOrScope: string | null;
  result: string;
  aligned: boolean;
  humanResult: string | null;
};

/** The dataset `auth-results` (PRODUCT 4.2). */
export const AUTH_RESULTS = dataset<Check>(
  1,
  [
    { name: 'schema_version', value: () => 1, doc: 'Version of these columns' },
    { name: 'report_uid', value: ({ row }) => row.uid, doc: 'Our id of the report' },
    { name: 'record_no', value: ({ row }) => row.recordNo, doc: 'Place in its report, from 1' },
    { name: 'mechanism', value: (check) => check.mechanism, doc: 'dkim or spf' },
    { name: 'domain', value: (check) => check.domain, doc: 'd= of DKIM, or the SPF domain' },
    {
      name: 'selector_or_scope',
      value: (check) => check.selectorOrScope,
      doc: 's= of DKIM; mfrom or helo of SPF',
    },
    { name: 'result', value: (check) => check.result, doc: 'Result before alignment' },
    { name: 'aligned', value: (check) => check.aligned, doc: 'Aligned with the From domain' },
    { name: 'human_result', value: (check) => check.humanResult, doc: 'In words of the receiver' },
    {
      name: 'record_message_count',
      value: ({ row }) => row.count,
      doc: 'Messages of the record. Never add it up: a message with two signatures stands twice',
    },
    { name: 'date_utc', value: ({ row }) => row.day, doc: 'The day these messages count for' },
    {
      name: 'domain_unicode',
      value: (check) => unicodeName(check.domain),
      doc: 'The domain, U-label',
    },
  ],
  listChecks,
);

async function* listChecks(
  viewer: Viewer,
  filter: Filter,
  now: Date,
  gone?: AbortSignal,
): AsyncGenerator<Check[]> {
  for await (const rows of recordStream(viewer, filter, now, gone)) yield rows.flatMap(checksOf);
}

function checksOf(row: RecordRow): Check[] {
  const dkim = dkimResults(row.dkim, row).map(({ selector, ...found }) => ({
    ...found,
    row,
    mechanism: 'dkim' as const,
    selectorOrScope: selector,
  }));
  const spf = spfResults(row.spf, row).map(({ scope, ...found }) => ({
    ...found,
    row,
    mechanism: 'spf' as const,
    selectorOrScope: scope,
  }));
  return [...dkim, ...spf];
}
