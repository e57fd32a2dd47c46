import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientWords } from '#app/_ui/client-words';
import { LinkOver } from '#app/(auth)/link-over';
import { StepTitle } from '#app/(auth)/welcome/step-title';
import { openLink } from '#lib/auth/account-link';
import { ResetForm } from './reset-form.client.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('resetting');
  return { title: t('title') };
}

type ResetPageProps = { params: Promise<{ token: string }> };

export default async function ResetPage({ params }: ResetPageProps) {
  const { token } = await params;
  const [t, link] = await Promise.all([getTranslations('resetting'), openLink('reset', token)]);
  if (!link) return <LinkOver />;
  return (
    <main data-narrow>
      <StepTitle title={t('title')}>{t('lead')}</StepTitle>
      <ClientWords of={['resetting']}>
        <ResetForm token={token} email={link.email} />
      </ClientWords>
    </main>
  );
}
