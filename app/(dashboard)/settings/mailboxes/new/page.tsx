import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ClientWords } from '#app/_ui/client-words';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { Panel } from '#app/_ui/panel';
import { MailboxForm } from '#app/(dashboard)/settings/mailboxes/mailbox-form.client';
import { isOperator, requireViewer } from '#lib/auth/require-viewer';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.mailboxes');
  return { title: t('connect') };
}

export default async function NewMailboxPage() {
  if (!isOperator(await requireViewer())) notFound();
  const t = await getTranslations('settings');
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/settings', text: t('title') }]}
        title={t('mailboxes.connect')}
        lead={t('mailboxes.connectLead')}
      />
      <Panel title={t('mailboxes.one')} note="IMAP" className="max-w-[820px]">
        <ClientWords of={['mailbox']}>
          <MailboxForm mailbox={null} next="/ingest" />
        </ClientWords>
      </Panel>
    </PageBody>
  );
}
