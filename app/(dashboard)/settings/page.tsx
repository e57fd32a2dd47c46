import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ClientWords } from '#app/_ui/client-words';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { isOperator, requireViewer } from '#lib/auth/require-viewer';
import { seesAudit } from '#lib/queries/require-audit-access';
import { seesMail } from '#lib/queries/require-mail-access';
import { AboutLinkPanel } from './about-link-panel.tsx';
import { AuditPanel } from './audit/audit-panel.tsx';
import { DomainsLinkPanel } from './domains/domains-link-panel.tsx';
import { MailboxesPanel } from './mailboxes/mailboxes-panel.tsx';
import { ProfilePanel } from './profile-panel.tsx';
import { CountedPanel } from './reports/counted-panel.tsx';
import { RetentionPanel } from './retention/retention-panel.tsx';
import { SignInPanel } from './sign-in/sign-in-panel.tsx';
import { TokensPanel } from './tokens/tokens-panel.tsx';
import { InvitesPanel } from './users/invites-panel.tsx';
import { UsersPanel } from './users/users-panel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings');
  return { title: t('title') };
}

export default async function SettingsPage() {
  const [viewer, t] = await Promise.all([requireViewer(), getTranslations('settings')]);
  const ask = { viewer, now: new Date() };
  return (
    <PageBody>
      <PageHeader title={t('title')} />
      {seesMail(viewer) ? (
        <>
          <Suspense fallback={<PanelSkeleton height={160} />}>
            <MailboxesPanel {...ask} />
          </Suspense>
          {isOperator(viewer) ? (
            <Suspense fallback={<PanelSkeleton height={110} />}>
              <DomainsLinkPanel viewer={viewer} />
            </Suspense>
          ) : null}
          <Suspense fallback={<PanelSkeleton height={110} />}>
            <CountedPanel viewer={viewer} />
          </Suspense>
          <Suspense fallback={<PanelSkeleton height={110} />}>
            <RetentionPanel viewer={viewer} />
          </Suspense>
        </>
      ) : null}
      <ClientWords of={['settings']}>
        <Suspense fallback={<PanelSkeleton height={200} />}>
          <TokensPanel {...ask} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={200} />}>
          <UsersPanel {...ask} />
        </Suspense>
        {isOperator(viewer) ? (
          <Suspense fallback={<PanelSkeleton height={150} />}>
            <InvitesPanel viewer={viewer} />
          </Suspense>
        ) : null}
        {isOperator(viewer) ? (
          <Suspense fallback={<PanelSkeleton height={110} />}>
            <SignInPanel viewer={viewer} />
          </Suspense>
        ) : null}
      </ClientWords>
      {seesAudit(viewer) ? <AuditPanel /> : null}
      <ProfilePanel viewer={viewer} />
      <AboutLinkPanel />
    </PageBody>
  );
}
