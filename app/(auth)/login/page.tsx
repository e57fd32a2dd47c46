import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { nextPath } from '#lib/auth/next-path';
import { ownerExists } from '#lib/auth/owner';
import { LoginForm } from './login-form.client.tsx';

export const metadata: Metadata = { title: 'Sign in' };

type LoginPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function LoginPage({ searchParams }: LoginPageProps) {
  if (!(await ownerExists())) redirect('/welcome');
  const { next } = await searchParams;
  return (
    <main data-narrow>
      <h1 className="mb-1 text-title font-semibold tracking-[-0.02em]">Sign in</h1>
      <p className="mb-6 text-ink-2">To see who sends mail in your name.</p>
      <LoginForm next={nextPath(next)} />
    </main>
  );
}
