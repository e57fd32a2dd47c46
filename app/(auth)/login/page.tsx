import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ClientWords } from '#app/_ui/client-words';
import { Notice } from '#app/_ui/notice';
import { nextPath } from '#lib/auth/next-path';
import { ownerExists } from '#lib/auth/owner';
import { LoginForm } from './login-form.client.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('login');
  return { title: t('title') };
}

type LoginPageProps = {
  searchParams: Promise<{ next?: string | string[]; reset?: string | string[] }>;
};

export default async function LoginPage({ searchParams }: LoginPageProps) {
  if (!(await ownerExists())) redirect('/welcome');
  const { next, reset } = await searchParams;
  const t = await getTranslations('login');
  return (
    <main data-narrow>
      <h1 className="mb-1 text-title font-semibold tracking-[-0.02em]">{t('title')}</h1>
      <p className="mb-6 text-ink-2">{t('lead')}</p>
      {reset === 'done' ? (
        <div className="mb-4">
          <Notice tone="good">{t('reset')}</Notice>
        </div>
      ) : null}
      <ClientWords of={['login']}>
        <LoginForm next={nextPath(next)} />
      </ClientWords>
    </main>
  );
}
