import { useTranslations } from 'next-intl';
import { MenuLink } from '#app/_ui/menu-link';
import { PageHeader } from '#app/_ui/page-header';
import { PopoverMenu } from '#app/_ui/popover.client';
import { useFormats } from '#app/_ui/use-formats';
import type { TlsReportDetail } from '#lib/queries/tls-report-detail';

/** Who reports about which domains, when, and in short what. */
export function TlsHeader({ report }: { report: TlsReportDetail }) {
  const t = useTranslations('tls');
  const f = useFormats();
  const { uid, reporter, domains, begin, end, successful, failed } = report;
  const [first, ...more] = domains;
  const named = more.length === 0 ? first : t('report.domains', { count: f.count(domains.length) });
  return (
    <PageHeader
      crumbs={[{ href: '/tls', text: t('title') }]}
      title={t('report.heading', {
        reporter: reporter || t('report.somebody'),
        domains: named ?? t('report.noDomain'),
      })}
      lead={
        <p>
          {t(failed === 0 ? 'report.leadNone' : 'report.lead', {
            period: f.period(begin, end),
            successful: f.count(successful),
            failed: f.count(failed),
          })}
        </p>
      }
      actions={
        <PopoverMenu label={t('report.download')} title={t('report.download')} align="end">
          <MenuLink download href={`/tls/${uid}/original`} note={t('report.asCame')}>
            JSON
          </MenuLink>
          <MenuLink download href={`/tls/${uid}/sample`} note={t('report.toShare')}>
            {t('report.sample')}
          </MenuLink>
        </PopoverMenu>
      }
    />
  );
}
