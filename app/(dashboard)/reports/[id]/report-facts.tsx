import { CopyButton } from '#app/_ui/copy-button.client';
import { Fact, Facts } from '#app/_ui/facts';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { formatBytes } from '#lib/format/bytes';
import { formatDuration } from '#lib/format/date';
import type { ReportDetail } from '#lib/queries/report-detail';
import type { ReportMail } from '#lib/queries/report-mails';

const DIALECTS = { rfc7489: 'RFC 7489', rfc9990: 'RFC 9990' } as const;

/** Where the report comes from, down to the bytes. Addresses are text: mail them on purpose. */
export function ReportFacts({ report }: { report: ReportDetail }) {
  const { begin, end, receivedAt, dialect, version, generator, mail } = report;
  const lag = Math.max(0, (receivedAt.getTime() - end.getTime()) / 1000);
  return (
    <Panel title="Where it comes from">
      <Facts>
        <Fact name="Reporter">{report.reporter}</Fact>
        <Fact name="Contact">{report.email ?? 'not given'}</Fact>
        {report.extraContactInfo ? (
          <Fact name="More contact">{report.extraContactInfo}</Fact>
        ) : null}
        <Fact name="Report id">
          {report.reportId}{' '}
          <CopyButton text={report.reportId} className="text-small text-ink-3 hover:text-ink">
            Copy
          </CopyButton>
        </Fact>
        <Fact name="Begins">
          <Instant at={begin} />
        </Fact>
        <Fact name="Ends">
          <Instant at={end} />
        </Fact>
        <Fact name="Received">
          <Instant at={receivedAt} />
          <span className="text-ink-3">, {formatDuration(lag)} after its end</span>
        </Fact>
        <Fact name="Written after">
          {DIALECTS[dialect]}
          {version ? `, version ${version}` : ''}
          {generator ? `, by ${generator}` : ''}
        </Fact>
        <Fact name="File">
          {report.fileName ?? 'without a name'}, {formatBytes(report.fileBytes)}
        </Fact>
        <Fact name="Came by">{mail ? broughtBy(mail) : 'the mail is gone'}</Fact>
        <Fact name="SHA-256" wide>
          <span className="font-mono text-[12px]">{report.fileSha256}</span>
        </Fact>
      </Facts>
    </Panel>
  );
}

const ORIGINS = {
  mailbox: 'mail',
  upload: 'upload',
  import: 'import on the command line',
  api: 'the API',
  demo: 'the demo',
} as const satisfies Record<ReportMail['origin'], string>;

function broughtBy({ origin, mailbox, subject, fromAddress }: ReportMail) {
  const place = mailbox ? `mailbox ${mailbox}` : ORIGINS[origin];
  const words = [place, fromAddress && `from ${fromAddress}`, subject && `“${subject}”`];
  return words.filter(Boolean).join(', ');
}
