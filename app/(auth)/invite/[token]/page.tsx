import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientWords } from '#app/_ui/client-words';
import { LinkOver } from '#app/(auth)/link-over';
import { StepTitle } from '#app/(auth)/welcome/step-title';
import { openLink } from '#lib/auth/account-link';
import { SYSTEM_VIEWER } from '#lib/filter/viewer';
import { JoinForm } from './join-form.client.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('invited');
  return { title: t('title') };
}

type InvitePageProps = { params: Promise<{ token: string }> };

export default async function InvitePage({ params }: InvitePageProps) {
  const { token } = await params;
  const [t, invite] = await Promise.all([getTranslations('invited'), openLink('invite', token)]);
  if (!invite) return <LinkOver />;
  return (
    <main data-narrow>
      <StepTitle title={t('title')}>
        {/* Whoever invites from a shell has no name. */}
        {invite.madeBy === SYSTEM_VIEWER.name
          ? t('leadFromShell')
          : t('lead', { by: invite.madeBy })}
      </StepTitle>
      <ClientWords of={['invited']}>
        <JoinForm token={token} email={invite.email} />
      </ClientWords>
    </main>
  );
}
