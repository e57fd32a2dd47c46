import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ClientWords } from '#app/_ui/client-words';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { PanelSkeleton } from '#app/_ui/skeleton';
import { requireViewer } from '#lib/auth/require-viewer';
import { LooksPanel } from './looks-panel.tsx';
import { OwnSessionsPanel } from './own-sessions-panel.tsx';
import { PasskeysPanel } from './passkeys-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { SecondStepPanel } from './second-step-panel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('title') };
}

export default async function AccountPage() {
  const [viewer, t] = await Promise.all([requireViewer(), getTranslations('account')]);
  const settings = await getTranslations('settings');
  const theme = (await cookies()).get('theme')?.value;
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/settings', text: settings('title') }]}
        title={t('title')}
        lead={t('lead', { name: viewer.name, role: settings(`roles.${viewer.role}`) })}
      />
      <ClientWords of={['account', 'recovery']}>
        <Suspense fallback={<PanelSkeleton height={150} />}>
          <PasswordPanel viewer={viewer} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={90} />}>
          <SecondStepPanel viewer={viewer} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={150} />}>
          <PasskeysPanel viewer={viewer} now={new Date()} />
        </Suspense>
        <Suspense fallback={<PanelSkeleton height={180} />}>
          <OwnSessionsPanel viewer={viewer} now={new Date()} />
        </Suspense>
      </ClientWords>
      <LooksPanel theme={theme} />
    </PageBody>
  );
}
