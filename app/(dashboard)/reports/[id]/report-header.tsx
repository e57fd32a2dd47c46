import { ButtonLink, buttonClass } from '#app/_ui/button';
import { Glyph } from '#app/_ui/glyph';
import { PageHeader } from '#app/_ui/page-header';
import { formatPeriod } from '#lib/format/date';
import { formatCount, formatPercent } from '#lib/format/number';
import type { ReportDetail } from '#lib/queries/report-detail';

/** Who reports about whom and when, and the way to its neighbours. */
export function ReportHeader({ report }: { report: ReportDetail }) {
  const { uid, reporter, domain, begin, end, messages, passed, records, previous, next } = report;
  return (
    <PageHeader
      crumbs={[{ href: '/reports', text: 'Reports' }]}
      title={`${reporter} about ${domain}`}
      lead={
        <p>
          {formatPeriod(begin, end)}: {formatCount(messages)} messages in {formatCount(records)}{' '}
          {records === 1 ? 'record' : 'records'}, {formatPercent(passed, messages)} passed.
        </p>
      }
      actions={
        <>
          <Neighbour uid={previous} text="Previous" />
          <Neighbour uid={next} text="Next" />
          <a className={buttonClass('plain')} href={`/api/v1/reports/${uid}/original`} download>
            <Glyph name="download" />
            XML
          </a>
        </>
      }
    />
  );
}

function Neighbour({ uid, text }: { uid: string | null; text: string }) {
  if (uid === null) return null;
  return (
    <ButtonLink
      href={`/reports/${uid}`}
      title={`${text} report of the same reporter about this domain`}
    >
      {text}
    </ButtonLink>
  );
}
