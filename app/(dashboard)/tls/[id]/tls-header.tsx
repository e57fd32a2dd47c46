import { MenuLink } from '#app/_ui/menu-link';
import { PageHeader } from '#app/_ui/page-header';
import { PopoverMenu } from '#app/_ui/popover.client';
import { formatPeriod } from '#lib/format/date';
import { formatCount } from '#lib/format/number';
import type { TlsReportDetail } from '#lib/queries/tls-report-detail';

/** Who reports about which domains, when, and in short what. */
export function TlsHeader({ report }: { report: TlsReportDetail }) {
  const { uid, reporter, domains, begin, end, successful, failed } = report;
  const named = domains.length === 1 ? domains[0] : `${formatCount(domains.length)} domains`;
  return (
    <PageHeader
      crumbs={[{ href: '/tls', text: 'TLS reports' }]}
      title={`${reporter || 'Somebody'} about ${domains.length === 0 ? 'no domain' : named}`}
      lead={
        <p>
          {formatPeriod(begin, end)}: {formatCount(successful)} sessions encrypted,{' '}
          {failed === 0 ? 'none' : formatCount(failed)} failed.
        </p>
      }
      actions={
        <PopoverMenu label="Download" title="Download" align="end">
          <MenuLink download href={`/tls/${uid}/original`} note="as it came">
            JSON
          </MenuLink>
          <MenuLink download href={`/tls/${uid}/sample`} note="to be shared">
            Anonymised sample
          </MenuLink>
        </PopoverMenu>
      }
    />
  );
}
