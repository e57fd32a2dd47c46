import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { PageHeader } from '#app/_ui/page-header';
import { Tabs } from '#app/_ui/tabs';
import { askStatus, type IngestAsk } from './asked.ts';

/** What has arrived in all, and the three views of it. */
export async function IngestHeader({ viewer, search, now }: IngestAsk) {
  const [t, f] = await Promise.all([getTranslations('ingest'), formats()]);
  const { counts } = await askStatus(viewer, now);
  const { mails, reports, quarantineOpen } = counts;
  const tab = search['tab'];
  const tabs = [
    { href: '/ingest', text: t('tab.sources'), current: tab !== 'quarantine' && tab !== 'mails' },
    {
      href: '/ingest?tab=quarantine',
      text: t('tab.quarantine'),
      count: f.count(quarantineOpen),
      current: tab === 'quarantine',
    },
    {
      href: '/ingest?tab=mails',
      text: t('tab.mails'),
      count: f.count(mails),
      current: tab === 'mails',
    },
  ];
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={
          <p>
            {t(quarantineOpen > 0 ? 'leadWaiting' : 'lead', {
              mails: f.count(mails),
              reports: f.count(reports),
              n: quarantineOpen,
              waiting: f.count(quarantineOpen),
            })}
          </p>
        }
      />
      <Tabs label={t('tabs')} tabs={tabs} />
    </>
  );
}
