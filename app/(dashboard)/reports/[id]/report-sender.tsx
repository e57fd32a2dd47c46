import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ActionButton } from '#app/_ui/action-button.client';
import { SenderPanel } from '#app/(dashboard)/sender-panel';
import { isOperator } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import type { ReportDetail } from '#lib/queries/report-detail';
import type { MailEvidence } from '#lib/report/authenticity';
import { confirmSignerAction, withdrawSignerAction } from './actions.ts';

type ReportSenderProps = { viewer: Viewer; report: ReportDetail };

/** Who sent the report, and whether that domain speaks for this reporter. */
export function ReportSender({ viewer, report }: ReportSenderProps) {
  const { verdict, signer } = report;
  return (
    <SenderPanel verdict={verdict} signer={signer} evidence={evidenceOf(report)}>
      {signer && isOperator(viewer) ? <Confirmation report={report} signer={signer} /> : null}
    </SenderPanel>
  );
}

/** Of the mails that brought the report, the one that proves most. */
function evidenceOf({ mail, copies }: ReportDetail): MailEvidence | null {
  const all = [mail, ...copies].flatMap((one) => one?.evidence ?? []);
  const proves = ({ received, signatures }: MailEvidence) =>
    received?.dmarc === 'pass' || signatures.some(({ result }) => result === 'pass');
  return all.find(proves) ?? all[0] ?? null;
}

/** The one question to a person. */
function Confirmation({ report, signer }: { report: ReportDetail; signer: string }) {
  const t = useTranslations('report.confirm');
  const b = (text: ReactNode) => <b>{text}</b>;
  const { uid, reporter, verdict, confirmedBy } = report;
  if (verdict !== 'authenticated' && confirmedBy === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line-2 px-[18px] py-3">
      {confirmedBy === null ? (
        <>
          <p className="min-w-0 flex-1 basis-72">{t.rich('ask', { signer, reporter, b })}</p>
          <ActionButton key="confirm" action={confirmSignerAction} fields={{ uid }}>
            {t('yes')}
          </ActionButton>
        </>
      ) : (
        <>
          <p className="min-w-0 flex-1 basis-72">
            {t.rich('done', { who: confirmedBy, signer, reporter, b })}
          </p>
          <ActionButton key="withdraw" action={withdrawSignerAction} fields={{ uid }} small>
            {t('undo')}
          </ActionButton>
        </>
      )}
    </div>
  );
}
