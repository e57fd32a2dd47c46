import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { Panel } from '#app/_ui/panel';
import { MailboxForm } from '#app/(dashboard)/settings/mailboxes/mailbox-form.client';
import { isOperator, requireViewer } from '#lib/auth/require-viewer';

export const metadata: Metadata = { title: 'Connect a mailbox' };

export default async function NewMailboxPage() {
  if (!isOperator(await requireViewer())) notFound();
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/settings', text: 'Settings' }]}
        title="Connect a mailbox"
        lead="The mailbox that your DMARC record names as rua. Unless you say otherwise, every mail stays where it is."
      />
      <Panel title="Mailbox" note="IMAP" className="max-w-[820px]">
        <MailboxForm mailbox={null} next="/ingest" />
      </Panel>
    </PageBody>
  );
}
