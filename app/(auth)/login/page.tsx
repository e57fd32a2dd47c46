import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { buttonClass } from '#app/_ui/button';
import { ClientWords } from '#app/_ui/client-words';
import { Notice } from '#app/_ui/notice';
import { nextPath } from '#lib/auth/next-path';
import { oidcName } from '#lib/auth/oidc';
import { ownerExists } from '#lib/auth/owner';
import { askForSignIn } from '#lib/auth/passkey-sign-in';
import { LoginForm } from './login-form.client.tsx';
import { OtherWays } from './other-ways.tsx';
import { PasskeyButton } from './passkey-button.client.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('login');
  return { title: t('title') };
}

type LoginPageProps = {
  searchParams: Promise<{ next?: string | string[]; reset?: string; fault?: string }>;
};

export default async function LoginPage({ searchParams }: LoginPageProps) {
  if (!(await ownerExists())) redirect('/welcome');
  const { next, reset, fault } = await searchParams;
  const provider = oidcName();
  const question = await askForSignIn(await headers());
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
      {isSsoFault(fault) ? (
        <div className="mb-4">
          <Notice tone="bad">{t(`fault.${fault}`)}</Notice>
        </div>
      ) : null}
      <ClientWords of={['login']}>
        <LoginForm next={nextPath(next)} />
      </ClientWords>
      {provider || question ? (
        <OtherWays>
          {question ? (
            <ClientWords of={['login']}>
              <PasskeyButton {...question} next={nextPath(next)} />
            </ClientWords>
          ) : null}
          {provider ? (
            <a
              href={`/login/sso?next=${encodeURIComponent(nextPath(next))}`}
              className={`${buttonClass()} min-h-9`}
            >
              {t('bySso', { provider })}
            </a>
          ) : null}
        </OtherWays>
      ) : null}
    </main>
  );
}

const SSO_FAULTS = ['ssoFailed', 'ssoUnreachable', 'ssoUnverified', 'ssoNotInvited'] as const;

/** Why the identity provider's word was not enough, as its way back says in the address. */
function isSsoFault(fault: unknown): fault is (typeof SSO_FAULTS)[number] {
  return SSO_FAULTS.some((one) => one === fault);
}
