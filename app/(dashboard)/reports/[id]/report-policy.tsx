import { useTranslations } from 'next-intl';
import { Deviations } from '#app/_ui/deviations';
import { Panel } from '#app/_ui/panel';
import { PolicySentence } from '#app/_ui/policy-sentence';
import { PolicyTags } from '#app/_ui/policy-tags';
import type { ReportDetail } from '#lib/queries/report-detail';

/** The policy that the reporter saw, and where its report departs from the standard. */
export function ReportPolicy({ report: { domain, policy, deviations } }: { report: ReportDetail }) {
  const t = useTranslations('report');
  return (
    <Panel
      title={t('policy')}
      note={t('policyNote')}
      summary={<PolicySentence domain={domain} {...policy} testing={policy.testing === 'y'} />}
    >
      <div className="px-[18px] pt-3 pb-[18px]">
        <PolicyTags policy={policy} />
      </div>
      <Deviations deviations={deviations} />
    </Panel>
  );
}
