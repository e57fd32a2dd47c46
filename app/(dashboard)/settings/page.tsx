import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { Suspense } from 'react';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { requireViewer } from '#lib/auth/require-viewer';
import { seesMail } from '#lib/queries/require-mail-access';
import { MailboxesPanel } from './mailboxes/mailboxes-panel.tsx';
import { ProfilePanel } from './profile-panel.tsx';
import { CountedPanel } from './reports/counted-panel.tsx';
import { RetentionPanel } from './retention/retention-panel.tsx';
import { TokensPanel } from './tokens/tokens-panel.tsx';
import { UsersPanel } from './users/users-panel.tsx';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const viewer = await requireViewer();
  const theme = (await cookies()).get('theme')?.value;
  const ask = { viewer, now: new Date() };
  return (
    <PageBody>
      <PageHeader title="Settings" />
      {seesMail(viewer) ? (
        <>
          <Suspense fallback={<PanelSkeleton height={160} />}>
            <MailboxesPanel {...ask} />
          </Suspense>
          <Suspense fallback={<PanelSkeleton height={110} />}>
            <CountedPanel viewer={viewer} />
          </Suspense>
          <Suspense fallback={<PanelSkeleton height={110} />}>
            <RetentionPanel viewer={viewer} />
          </Suspense>
        </>
      ) : null}
      <Suspense fallback={<PanelSkeleton height={200} />}>
        <TokensPanel {...ask} />
      </Suspense>
      <Suspense fallback={<PanelSkeleton height={200} />}>
        <UsersPanel {...ask} />
      </Suspense>
      <ProfilePanel viewer={viewer} theme={theme} />
    </PageBody>
  );
}
