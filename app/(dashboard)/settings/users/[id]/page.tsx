import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ClientWords } from '#app/_ui/client-words';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { isOperator, requireViewer } from '#lib/auth/require-viewer';
import { findAccount } from '#lib/queries/account';
import { AccountPanel } from './account-panel.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { mayManage } from './may-manage.ts';
import { ResetPanel } from './reset-panel.tsx';
import { SessionsPanel } from './sessions-panel.tsx';

type UserPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.users');
  return { title: t('title') };
}

export default async function UserPage({ params }: UserPageProps) {
  const [viewer, t, { id }] = await Promise.all([
    requireViewer(),
    getTranslations('settings'),
    params,
  ]);
  const account = isOperator(viewer) ? await findAccount(viewer, id) : null;
  if (!account) notFound();
  return (
    <PageBody>
      <PageHeader
        crumbs={[
          { href: '/settings', text: t('title') },
          { href: '/settings#users', text: t('users.title') },
        ]}
        title={account.name}
        lead={account.email}
      />
      <ClientWords of={['settings']}>
        <AccountPanel viewer={viewer} account={account} />
        {mayManage(viewer, account) ? <LimitsPanel viewer={viewer} account={account} /> : null}
        {mayManage(viewer, account) ? <ResetPanel viewer={viewer} account={account} /> : null}
        <SessionsPanel viewer={viewer} account={account} now={new Date()} />
      </ClientWords>
    </PageBody>
  );
}
