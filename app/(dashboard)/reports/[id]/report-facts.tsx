import { useTranslations } from 'next-intl';
import { CopyButton } from '#app/_ui/copy-button.client';
import { Fact, Facts } from '#app/_ui/facts';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import type { ReportDetail } from '#lib/queries/report-detail';
import type { ReportMail } from '#lib/queries/report-mails';

const DIALECTS = { rfc7489: 'RFC 7489', rfc9990: 'RFC 9990' } as const;

/** Where the report comes from, down to the bytes. Addresses are text: mail them on purpose. */
export function ReportFacts({ report }: { report: ReportDetail }) {
  const t = useTranslations('report.from');
  const fact = useTranslations('report.fact');
  const f = useFormats();
  const { begin, end, receivedAt, dialect, version, generator, mail } = report;
  const lag = Math.max(0, (receivedAt.getTime() - end.getTime()) / 1000);
  return (
    <Panel title={t('title')}>
      <Facts>
        <Fact name={t('reporter')}>{report.reporter}</Fact>
        <Fact name={t('contact')}>{report.email ?? t('notGiven')}</Fact>
        {report.extraContactInfo ? <Fact name={t('more')}>{report.extraContactInfo}</Fact> : null}
        <Fact name={fact('id')}>
          {report.reportId}{' '}
          <CopyButton text={report.reportId} className="text-small text-ink-3 hover:text-ink">
            {t('copy')}
          </CopyButton>
        </Fact>
        <Fact name={t('begins')}>
          <Instant at={begin} />
        </Fact>
        <Fact name={t('ends')}>
          <Instant at={end} />
        </Fact>
        <Fact name={t('receivedName')}>
          {t.rich('received', {
            duration: f.duration(lag),
            at: () => <Instant at={receivedAt} />,
            q: (text) => <span className="text-ink-3">{text}</span>,
          })}
        </Fact>
        <Fact name={t('written')}>
          {version ? t('version', { dialect: DIALECTS[dialect], version }) : DIALECTS[dialect]}
          {generator ? `, ${t('by', { generator })}` : ''}
        </Fact>
        <Fact name={t('file')}>
          {report.fileName ?? t('nameless')}, {f.bytes(report.fileBytes)}
        </Fact>
        <Fact name={t('cameBy')}>{mail ? <BroughtBy mail={mail} /> : t('mailGone')}</Fact>
        <Fact name="SHA-256" wide>
          <span className="font-mono text-[12px]">{report.fileSha256}</span>
        </Fact>
      </Facts>
    </Panel>
  );
}

function BroughtBy({ mail: { origin, mailbox, subject, fromAddress } }: { mail: ReportMail }) {
  const t = useTranslations('report.from');
  const from = useTranslations('report.origin');
  const words = [
    mailbox ? t('mailboxName', { name: mailbox }) : from(origin),
    fromAddress && t('address', { address: fromAddress }),
    subject && t('subject', { subject }),
  ];
  return words.filter(Boolean).join(', ');
}
