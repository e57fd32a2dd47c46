import { useTranslations } from 'next-intl';
import { ButtonLink } from '#app/_ui/button';
import { MenuLink } from '#app/_ui/menu-link';
import { PageHeader } from '#app/_ui/page-header';
import { PopoverMenu } from '#app/_ui/popover.client';
import { SenderVerdict } from '#app/_ui/sender-verdict';
import { useFormats } from '#app/_ui/use-formats';
import type { ReportDetail } from '#lib/queries/report-detail';

/** Who reports about whom and when, and the way to its neighbours. */
export function ReportHeader({ report }: { report: ReportDetail }) {
  const t = useTranslations('report');
  const f = useFormats();
  const { uid, reporter, domain, begin, end, previous, next } = report;
  const { messages, passed, records, verdict } = report;
  return (
    <PageHeader
      crumbs={[{ href: '/reports', text: t('listTitle') }]}
      title={t('about', { reporter, domain })}
      lead={
        <>
          <p>
            {t('lead', {
              n: records,
              period: f.period(begin, end),
              messages: f.count(messages),
              records: f.count(records),
              share: f.percent(passed, messages),
            })}
          </p>
          <p className="mt-0.5 flex items-center gap-1.5">
            {t('sender')}
            <a href="#sender" className="text-ink hover:underline">
              <SenderVerdict verdict={verdict} />
            </a>
          </p>
        </>
      }
      actions={
        <>
          <Neighbour uid={previous} to="previous" />
          <Neighbour uid={next} to="next" />
          <PopoverMenu label={t('download')} title={t('download')} align="end">
            <MenuLink download href={`/api/v1/reports/${uid}/original`} note={t('asItCame')}>
              XML
            </MenuLink>
            <MenuLink download href={`/reports/${uid}/sample`} note={t('shared')}>
              {t('sample')}
            </MenuLink>
          </PopoverMenu>
        </>
      }
    />
  );
}

function Neighbour({ uid, to }: { uid: string | null; to: 'previous' | 'next' }) {
  const t = useTranslations('report');
  if (uid === null) return null;
  return (
    <ButtonLink
      href={`/reports/${uid}`}
      title={t(to === 'previous' ? 'previousTitle' : 'nextTitle')}
    >
      {t(to)}
    </ButtonLink>
  );
}
