import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ClientWords } from '#app/_ui/client-words';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { Panel } from '#app/_ui/panel';
import { MailboxForm } from '#app/(dashboard)/settings/mailboxes/mailbox-form.client';
import { RemoveMailbox } from '#app/(dashboard)/settings/mailboxes/remove-mailbox';
import { isOperator, requireViewer } from '#lib/auth/require-viewer';
import { findMailbox } from '#lib/queries/mailbox-list';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.mailboxes');
  return { title: t('one') };
}

export default async function MailboxPage({ params }: { params: Promise<{ name: string }> }) {
  const viewer = await requireViewer();
  if (!isOperator(viewer)) notFound();
  const mailbox = await findMailbox(viewer, (await params).name);
  if (!mailbox) notFound();
  const t = await getTranslations('settings');
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/settings', text: t('title') }]}
        title={mailbox.name}
        lead={t('mailboxes.oneLead')}
        actions={<RemoveMailbox name={mailbox.name} />}
      />
      <Panel title={t('mailboxes.one')} note="IMAP" className="max-w-[820px]">
        <ClientWords of={['mailbox']}>
          <MailboxForm mailbox={mailbox} next="/ingest" />
        </ClientWords>
      </Panel>
    </PageBody>
  );
}
