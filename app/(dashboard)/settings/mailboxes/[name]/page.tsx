import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { Panel } from '#app/_ui/panel';
import { MailboxForm } from '#app/(dashboard)/settings/mailboxes/mailbox-form.client';
import { RemoveMailbox } from '#app/(dashboard)/settings/mailboxes/remove-mailbox';
import { isOperator, requireViewer } from '#lib/auth/require-viewer';
import { findMailbox } from '#lib/queries/mailbox-list';

export const metadata: Metadata = { title: 'Mailbox' };

export default async function MailboxPage({ params }: { params: Promise<{ name: string }> }) {
  const viewer = await requireViewer();
  if (!isOperator(viewer)) notFound();
  const mailbox = await findMailbox(viewer, (await params).name);
  if (!mailbox) notFound();
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/settings', text: 'Settings' }]}
        title={mailbox.name}
        lead="Another server, user or folder is another mailbox: it is read from the start, and nothing is counted twice."
        actions={<RemoveMailbox name={mailbox.name} />}
      />
      <Panel title="Mailbox" note="IMAP" className="max-w-[820px]">
        <MailboxForm mailbox={mailbox} next="/ingest" />
      </Panel>
    </PageBody>
  );
}
