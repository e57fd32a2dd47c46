import { writeMessage } from '#lib/demo/write-message';
import { addDays, listDays } from '#lib/filter/day';
import type { Incoming } from '#lib/ingest/incoming';
import type { AggregateRecord, AggregateReport } from '#lib/report/aggregate-schema';
import { type Sample, sampleRecord, sampleReport } from '#test/support/sample-report';

/**
 * Ten weeks of example.com, small enough to be counted by hand, as the mails that its reporters send.
 * `Daily` and `Silent` report every day, the latter up to 10 November; three others report once.
 */
export const METRIC_NOW = new Date('2026-11-24T12:00:00Z');
const FOREIGN = '198.51.100.9';

export function metricMails(): Incoming[] {
  const every = (from: string, to: string, orgName: string, count: number) =>
    listDays(from, to).map((day) =>
      mail({ orgName, day, p: 'reject', records: [sampleRecord({ count })] }),
    );
  return [
    ...every('2026-10-01', '2026-11-23', 'Daily', 100),
    ...every('2026-10-01', '2026-11-10', 'Silent', 10),
    mail(
      { orgName: 'Third', day: '2026-11-05', p: 'reject', records: ODD_RECORDS },
      { sp: 'quarantine' },
    ),
    mail(
      {
        orgName: 'Sampler',
        day: '2026-11-06',
        p: 'quarantine',
        records: [foreign(10, 'none', ['sampled_out', null])],
      },
      { pct: '50' },
    ),
    mail(
      {
        orgName: 'Tester',
        day: '2026-11-07',
        p: 'reject',
        records: [foreign(11, 'quarantine', ['policy_test_mode', null])],
      },
      { testing: 'y' },
    ),
  ];
}

type Reason = [type: string, comment: string | null];

/** Neither signed nor sent as example.com; p=reject unless the report says otherwise. */
function foreign(
  count: number,
  disposition: 'none' | 'quarantine' | 'reject',
  reason: Reason | null = null,
  headerFrom = 'example.com',
): AggregateRecord {
  const record = sampleRecord({
    sourceIp: FOREIGN,
    count,
    headerFrom,
    dkim: 'fail',
    spf: 'fail',
    disposition,
  });
  const [type, comment] = reason ?? ['', null];
  if (reason) record.row.policyEvaluated.reasons = [{ type, comment }];
  record.authResults.dkim = [];
  return record;
}

const ODD_RECORDS: AggregateRecord[] = [
  sampleRecord({ count: 40, dkim: 'fail' }),
  // It passed, and the receiver did not like it.
  sampleRecord({ count: 5, disposition: 'quarantine' }),
  // Our own, broken: collateral.
  sampleRecord({ count: 3, dkim: 'fail', spf: 'fail', disposition: 'reject' }),
  // Signed by us, and sent on by somebody.
  sampleRecord({ sourceIp: '192.0.2.2', count: 20, spf: 'fail' }),
  foreign(30, 'reject'),
  foreign(12, 'quarantine'),
  foreign(8, 'none', ['local_policy', 'arc=pass']),
  foreign(6, 'none'),
  withoutVerdict(sampleRecord({ count: 4, spf: 'fail' })),
  foreign(7, 'quarantine', ['other', null], 'news.example.com'),
  foreign(9, 'quarantine', ['mailing_list', null]),
  unknownWord(foreign(2, 'none')),
];

/** The receiver gives results and no conclusion. */
function withoutVerdict(record: AggregateRecord): AggregateRecord {
  Object.assign(record.row.policyEvaluated, { dkim: null, dkimRaw: null, spf: null, spfRaw: null });
  return record;
}

function unknownWord(record: AggregateRecord): AggregateRecord {
  Object.assign(record.row.policyEvaluated, { disposition: 'other', dispositionRaw: 'tagged' });
  return record;
}

/** A day's report, which comes an hour after the day, or two from `Silent`. */
function mail(
  { day, ...sample }: Sample & { day: string },
  policy: Partial<AggregateReport['policyPublished']> = {},
): Incoming {
  const begin = `${day}T00:00:00Z`;
  const end = `${addDays(day, 1)}T00:00:00Z`;
  const report = sampleReport({ ...sample, begin, end, reportId: `${sample.orgName}-${day}` });
  Object.assign(report.policyPublished, policy);
  const hours = sample.orgName === 'Silent' ? 2 : 1;
  const raw = writeMessage(report, {
    wrapping: 'attached-gzip',
    submitter: 'reporter.example',
    to: 'dmarc@example.com',
    sentAt: new Date(end),
  });
  const receivedAt = new Date(Date.parse(end) + hours * 3_600_000);
  return { raw, name: null, receivedAt, uid: null, size: raw.byteLength };
}
