import { Empty } from '#app/_ui/empty';
import {
  PeekDiagnosis,
  PeekFacts,
  PeekHead,
  PeekOutcomes,
  PeekPart,
  PeekShares,
} from '#app/_ui/peek-parts';
import { PolicySentence } from '#app/_ui/policy-sentence';
import { ReportFlags } from '#app/_ui/report-flags';
import { SenderVerdict } from '#app/_ui/sender-verdict';
import type { Ask } from '#app/(dashboard)/page-bar';
import { type Card, SEVERITIES } from '#lib/diagnosis/card';
import { formatInstant, formatPeriod } from '#lib/format/date';
import { formatCount, formatPercent } from '#lib/format/number';
import { reportDetail } from '#lib/queries/report-detail';
import { type ReportRecord, reportRecords } from '#lib/queries/report-records';

/** One report beside its list: what it counts, why, and under which policy. */
export async function ReportPeek({ uid, viewer }: Pick<Ask, 'viewer'> & { uid: string }) {
  const [report, records] = await Promise.all([
    reportDetail(viewer, uid),
    reportRecords(viewer, uid),
  ]);
  if (!report) return <Empty kind="range" title="There is no such report" />;
  const { domain, policy, messages, passed } = report;
  return (
    <>
      <PeekHead title={`${report.reporter} about ${domain}`}>
        {formatPeriod(report.begin, report.end)}: {formatCount(messages)} messages,{' '}
        {formatPercent(passed, messages)} passed.
        <ReportFlags counted={report.counted} flags={report.flags} />
      </PeekHead>
      <PeekDiagnosis cards={cardsOf(records ?? [])} />
      <PeekOutcomes counts={report.byOutcome} />
      <PeekShares
        title="Who sent it"
        most={(shown, all) => `${shown} of the ${all} sources in it`}
        shares={sourcesOf(records ?? [])}
      />
      <PeekPart title="Published policy">
        <p className="text-note text-ink-2">
          <PolicySentence
            domain={domain}
            p={policy.p}
            sp={policy.sp}
            np={policy.np}
            pct={policy.pct}
            testing={policy.testing === 'y'}
          />
        </p>
      </PeekPart>
      <PeekFacts
        facts={[
          ['Sender', <SenderVerdict key="verdict" verdict={report.verdict} />],
          ['Records', formatCount(report.records)],
          ['Report id', report.reportId],
          ['Received', formatInstant(report.receivedAt)],
        ]}
      />
    </>
  );
}

/** Who sent what it reports. */
function sourcesOf(records: readonly ReportRecord[]) {
  return [...Map.groupBy(records, ({ source }) => source)].map(([source, members]) => {
    const ip = members[0]?.ip ?? null;
    return {
      name: source || 'not given',
      href: ip === null ? null : `/ips/${encodeURIComponent(ip)}`,
      messages: sum(members),
      passed: sum(members.filter(({ outcome }) => outcome === 'passed')),
    };
  });
}

function sum(records: readonly ReportRecord[]) {
  return records.reduce((total, { messages }) => total + messages, 0);
}

/** One card for each code that any of the records has. */
function cardsOf(records: readonly ReportRecord[]): Card[] {
  const byCode = new Map<string, Card>();
  for (const card of records.flatMap(({ diagnosis }) => diagnosis)) {
    if (!byCode.has(card.code)) byCode.set(card.code, card);
  }
  return [...byCode.values()].toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
}
