import { PageHeader } from '#app/_ui/page-header';
import { Tabs } from '#app/_ui/tabs';
import { formatCount } from '#lib/format/number';
import { askStatus, type IngestAsk } from './asked.ts';

/** What has arrived in all, and the three views of it. */
export async function IngestHeader({ viewer, search, now }: IngestAsk) {
  const { counts } = await askStatus(viewer, now);
  const { mails, reports, quarantineOpen } = counts;
  const tab = search['tab'];
  const tabs = [
    { href: '/ingest', text: 'Sources and runs', current: tab !== 'quarantine' && tab !== 'mails' },
    {
      href: '/ingest?tab=quarantine',
      text: 'Quarantine',
      count: formatCount(quarantineOpen),
      current: tab === 'quarantine',
    },
    {
      href: '/ingest?tab=mails',
      text: 'Mails',
      count: formatCount(mails),
      current: tab === 'mails',
    },
  ];
  return (
    <>
      <PageHeader
        title="Ingest"
        lead={
          <p>
            {formatCount(mails)} mails and files taken in, {formatCount(reports)} reports counted
            {quarantineOpen > 0
              ? `, ${formatCount(quarantineOpen)} ${quarantineOpen === 1 ? 'waits' : 'wait'} for a decision`
              : ''}
            .
          </p>
        }
      />
      <Tabs label="Views of the ingest" tabs={tabs} />
    </>
  );
}
