import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ClientWords } from '#app/_ui/client-words';
import { StepTitle } from '#app/(auth)/welcome/step-title';
import { nextPath } from '#lib/auth/next-path';
import { isWaiting } from '#lib/auth/second-step';
import { ticketCookie } from '#lib/auth/ticket-cookie';
import { CodeForm } from './code-form.client.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('step');
  return { title: t('title') };
}

type StepPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function StepPage({ searchParams }: StepPageProps) {
  const ticket = (await cookies()).get(ticketCookie('step').name)?.value ?? '';
  if (!(await isWaiting(ticket))) redirect('/login');
  const { next } = await searchParams;
  const t = await getTranslations('step');
  return (
    <main data-narrow>
      <StepTitle title={t('title')}>{t('lead')}</StepTitle>
      <ClientWords of={['step']}>
        <CodeForm next={nextPath(next)} />
      </ClientWords>
    </main>
  );
}
