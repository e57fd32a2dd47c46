import { Deviations } from '#app/_ui/deviations';
import { DrillLink } from '#app/_ui/drill-link';
import { Fact, Facts } from '#app/_ui/facts';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { AUTH_FAILURES, DELIVERY_RESULTS, wordOf } from '#lib/format/failure-label';
import { formatCount } from '#lib/format/number';
import type { FailureReportDetail } from '#lib/queries/failure-report-detail';

type PanelProps = { report: FailureReportDetail };

/** The mail that failed, as far as its headers were kept. */
export function MailPanel({ report }: PanelProps) {
  const { from, mailFrom, rcptTo, subject, messageIdOfMail, ip, sourceRaw, incidents } = report;
  const { mailText } = report;
  return (
    <Panel
      title="The mail that failed"
      note="masked"
      summary={mailText === null ? HEADERS_ONLY : undefined}
    >
      <Facts>
        <Fact name="From">{from ?? 'not given'}</Fact>
        <Fact name="Envelope from">{mailFrom ?? 'not given'}</Fact>
        <Fact name="To">{rcptTo.length === 0 ? 'not given' : rcptTo.join(', ')}</Fact>
        <Fact name="Subject">{subject ?? 'not given'}</Fact>
        <Fact name="Message-ID">{messageIdOfMail ?? 'not given'}</Fact>
        <Fact name="Source">
          {ip ? (
            <DrillLink href={`/ips/${encodeURIComponent(ip)}`}>{ip}</DrillLink>
          ) : (
            (sourceRaw ?? 'not given')
          )}
        </Fact>
        {incidents > 1 ? <Fact name="Mails like it">{formatCount(incidents)}</Fact> : null}
      </Facts>
      {mailText === null ? null : <MailText text={mailText} />}
    </Panel>
  );
}

const HEADERS_ONLY =
  'Its headers as they were kept. Its text is not: look for the report itself in the mailbox it came to.';

/** Other people's post: it is opened, not met. */
function MailText({ text }: { text: string }) {
  return (
    <details className="border-t border-line-2 px-[18px] py-3">
      <summary className="cursor-pointer text-small text-ink-2 hover:text-ink">Its text</summary>
      <pre className="mt-2 font-mono text-[12px] leading-[20px] whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </pre>
    </details>
  );
}

/** What the reporter found out about it. */
export function AuthenticationPanel({ report }: PanelProps) {
  const { authFailure, identityAlignment, deliveryResult, authenticationResults } = report;
  const { dkimDomain, dkimSelector, spfDns } = report;
  return (
    <Panel title="What the reporter found">
      <Facts>
        <Fact name="Failed">{wordOf(AUTH_FAILURES, authFailure) ?? 'not told'}</Fact>
        <Fact name="Aligned">{identityAlignment ?? 'not told'}</Fact>
        <Fact name="Outcome">{wordOf(DELIVERY_RESULTS, deliveryResult) ?? 'not told'}</Fact>
        {dkimDomain ? (
          <Fact name="Signature">
            {dkimDomain}
            {dkimSelector ? <span className="text-ink-3"> / {dkimSelector}</span> : null}
          </Fact>
        ) : null}
        {spfDns ? <Fact name="SPF record">{spfDns}</Fact> : null}
      </Facts>
      {authenticationResults.length > 0 ? (
        <div className="border-t border-line-2 px-[18px] pt-3 pb-[18px]">
          <h3 className="text-small text-ink-3">Authentication results</h3>
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
  const { form, feedbackType, reportingMta, userAgent, arrivedAt, receivedAt, deviations } = report;
  return (
    <Panel title="Where it comes from">
      <Facts>
        <Fact name="Mail server">{reportingMta ?? 'not given'}</Fact>
        <Fact name="Written by">{userAgent ?? 'not given'}</Fact>
        <Fact name="Kind">
          {form === 'text' ? 'a mail in prose' : (feedbackType ?? 'not given')}
        </Fact>
        <Fact name="Mail arrived">{arrivedAt ? <Instant at={arrivedAt} /> : 'not given'}</Fact>
        <Fact name="Report received">
          <Instant at={receivedAt} />
        </Fact>
      </Facts>
      <Deviations deviations={deviations} />
    </Panel>
  );
}
