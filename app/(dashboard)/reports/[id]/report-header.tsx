import { ButtonLink } from '#app/_ui/button';
import { MenuLink } from '#app/_ui/menu-link';
import { PageHeader } from '#app/_ui/page-header';
import { PopoverMenu } from '#app/_ui/popover.client';
import { SenderVerdict } from '#app/_ui/sender-verdict';
import { formatPeriod } from '#lib/format/date';
import { formatCount, formatPercent } from '#lib/format/number';
import type { ReportDetail } from '#lib/queries/report-detail';

/** Who reports about whom and when, and the way to its neighbours. */
export function ReportHeader({ report }: { report: ReportDetail }) {
  const { uid, reporter, domain, begin, end, previous, next } = report;
  const { messages, passed, records, verdict } = report;
  return (
    <PageHeader
      crumbs={[{ href: '/reports', text: 'Reports' }]}
      title={`${reporter} about ${domain}`}
      lead={
        <>
          <p>
            {formatPeriod(begin, end)}: {formatCount(messages)} messages in {formatCount(records)}{' '}
            {records === 1 ? 'record' : 'records'}, {formatPercent(passed, messages)} passed.
          </p>
          <p className="mt-0.5 flex items-center gap-1.5">
            Sender:
            <a href="#sender" className="text-ink hover:underline">
              <SenderVerdict verdict={verdict} />
            </a>
          </p>
        </>
      }
      actions={
        <>
          <Neighbour uid={previous} text="Previous" />
          <Neighbour uid={next} text="Next" />
          <PopoverMenu label="Download" title="Download" align="end">
            <MenuLink download href={`/api/v1/reports/${uid}/original`} note="as it came">
              XML
            </MenuLink>
            <MenuLink download href={`/reports/${uid}/sample`} note="to be shared">
              Anonymised sample
            </MenuLink>
          </PopoverMenu>
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
