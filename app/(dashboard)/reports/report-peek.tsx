import { getTranslations } from 'next-intl/server';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
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
import { reportDetail } from '#lib/queries/report-detail';
import { type ReportRecord, reportRecords } from '#lib/queries/report-records';
import { OpenedReport } from './opened-report.tsx';

/** One report beside its list: what it counts, why, and under which policy. */
export async function ReportPeek({ uid, viewer }: Pick<Ask, 'viewer'> & { uid: string }) {
  const t = await getTranslations('report');
  const f = await formats();
  const [report, records] = await Promise.all([
    reportDetail(viewer, uid),
    reportRecords(viewer, uid),
  ]);
  if (!report) return <Empty kind="range" title={t('noSuch')} />;
  const { domain, policy, messages, passed } = report;
  return (
    <>
      <OpenedReport viewer={viewer} uid={uid} />
      <PeekHead title={t('about', { reporter: report.reporter, domain })}>
        {t('peekLead', {
          period: f.period(report.begin, report.end),
          messages: f.count(messages),
          share: f.percent(passed, messages),
        })}
        <ReportFlags counted={report.counted} flags={report.flags} />
      </PeekHead>
      <PeekDiagnosis cards={cardsOf(records ?? [])} />
      <PeekOutcomes counts={report.byOutcome} />
      <PeekShares
        title={t('who')}
        most={(shown, all) => t('mostSources', { shown, all })}
        shares={sourcesOf(records ?? [], t('table.notGiven'))}
      />
      <PeekPart title={t('policy')}>
        <p className="text-note text-ink-2">
          <PolicySentence domain={domain} {...policy} testing={policy.testing === 'y'} />
        </p>
      </PeekPart>
      <PeekFacts
        facts={[
          [t('fact.sender'), <SenderVerdict key="verdict" verdict={report.verdict} />],
          [t('fact.records'), f.count(report.records)],
          [t('fact.id'), report.reportId],
          [t('fact.received'), f.instant(report.receivedAt)],
        ]}
      />
    </>
  );
}

/** Who sent what it reports. */
function sourcesOf(records: readonly ReportRecord[], notGiven: string) {
  return [...Map.groupBy(records, ({ source }) => source)].map(([source, members]) => {
    const ip = members[0]?.ip ?? null;
    return {
      name: source || notGiven,
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
