import { useTranslations } from 'next-intl';
import { Deviations } from '#app/_ui/deviations';
import { DrillLink } from '#app/_ui/drill-link';
import { Fact, Facts } from '#app/_ui/facts';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import { DeliveryWord, FailureWord } from '#app/(dashboard)/failures/failure-words';
import type { FailureReportDetail } from '#lib/queries/failure-report-detail';

type PanelProps = { report: FailureReportDetail };

/** The mail that failed, as far as its headers were kept. */
export function MailPanel({ report }: PanelProps) {
  const t = useTranslations('failures');
  const f = useFormats();
  const { from, mailFrom, rcptTo, subject, messageIdOfMail, ip, sourceRaw, incidents } = report;
  const { mailText } = report;
  return (
    <Panel
      title={t('mail.title')}
      note={t('mail.masked')}
      summary={mailText === null ? t('mail.headersOnly') : undefined}
    >
      <Facts>
        <Fact name={t('mail.from')}>{from ?? t('notGiven')}</Fact>
        <Fact name={t('mail.mailFrom')}>{mailFrom ?? t('notGiven')}</Fact>
        <Fact name={t('mail.to')}>{rcptTo.length === 0 ? t('notGiven') : rcptTo.join(', ')}</Fact>
        <Fact name={t('mail.subject')}>{subject ?? t('notGiven')}</Fact>
        <Fact name={t('mail.messageId')}>{messageIdOfMail ?? t('notGiven')}</Fact>
        <Fact name={t('mail.source')}>
          {ip ? (
            <DrillLink href={`/ips/${encodeURIComponent(ip)}`}>{ip}</DrillLink>
          ) : (
            (sourceRaw ?? t('notGiven'))
          )}
        </Fact>
        {incidents > 1 ? <Fact name={t('mail.like')}>{f.count(incidents)}</Fact> : null}
      </Facts>
      {mailText === null ? null : <MailText text={mailText} />}
    </Panel>
  );
}

/** Other people's post: it is opened, not met. */
function MailText({ text }: { text: string }) {
  const t = useTranslations('failures.mail');
  return (
    <details className="border-t border-line-2 px-[18px] py-3">
      <summary className="cursor-pointer text-small text-ink-2 hover:text-ink">{t('text')}</summary>
      <pre className="mt-2 font-mono text-[12px] leading-[20px] whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </pre>
    </details>
  );
}

/** What the reporter found out about it. */
export function AuthenticationPanel({ report }: PanelProps) {
  const t = useTranslations('failures');
  const { authFailure, identityAlignment, deliveryResult, authenticationResults } = report;
  const { dkimDomain, dkimSelector, spfDns } = report;
  return (
    <Panel title={t('found.title')}>
      <Facts>
        <Fact name={t('found.failed')}>
          {authFailure ? <FailureWord raw={authFailure} /> : t('notTold')}
        </Fact>
        <Fact name={t('found.aligned')}>
          {identityAlignment ? <span translate="no">{identityAlignment}</span> : t('notTold')}
        </Fact>
        <Fact name={t('found.outcome')}>
          {deliveryResult ? <DeliveryWord raw={deliveryResult} /> : t('notTold')}
        </Fact>
        {dkimDomain ? (
          <Fact name={t('found.signature')}>
            {dkimDomain}
            {dkimSelector ? <span className="text-ink-3"> / {dkimSelector}</span> : null}
          </Fact>
        ) : null}
        {spfDns ? <Fact name={t('found.spf')}>{spfDns}</Fact> : null}
      </Facts>
      {authenticationResults.length > 0 ? (
        <div className="border-t border-line-2 px-[18px] pt-3 pb-[18px]">
          <h3 className="text-small text-ink-3">{t('found.results')}</h3>
          {authenticationResults.map((result) => (
            <ul
              key={result}
              className="mt-1 font-mono text-[12px] leading-[20px] [overflow-wrap:anywhere]"
            >
              {[...new Set(result.split(/;\s*/))].map((part) => (
                <li key={part}>{part}</li>
              ))}
            </ul>
          ))}
        </div>
      ) : null}
    </Panel>
  );
}

/** Who says so, and how it came to us. */
export function OriginPanel({ report }: PanelProps) {
  const t = useTranslations('failures');
  const { form, feedbackType, reportingMta, userAgent, arrivedAt, receivedAt, deviations } = report;
  return (
    <Panel title={t('origin.title')}>
      <Facts>
        <Fact name={t('origin.server')}>{reportingMta ?? t('notGiven')}</Fact>
        <Fact name={t('origin.by')}>{userAgent ?? t('notGiven')}</Fact>
        <Fact name={t('origin.kind')}>
          {form === 'text' ? t('origin.prose') : (feedbackType ?? t('notGiven'))}
        </Fact>
        <Fact name={t('origin.arrived')}>
          {arrivedAt ? <Instant at={arrivedAt} /> : t('notGiven')}
        </Fact>
        <Fact name={t('origin.received')}>
          <Instant at={receivedAt} />
        </Fact>
      </Facts>
      <Deviations deviations={deviations} />
    </Panel>
  );
}
