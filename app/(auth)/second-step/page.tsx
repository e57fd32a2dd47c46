import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClientWords } from '#app/_ui/client-words';
import { QrCode } from '#app/_ui/qr-code';
import { StepTitle } from '#app/(auth)/welcome/step-title';
import { nextPath } from '#lib/auth/next-path';
import { ownAccount } from '#lib/auth/own-account';
import { requireEnrolling } from '#lib/auth/require-viewer';
import { proposeSecondStep } from '#lib/auth/second-step';
import { secondStep } from '#lib/queries/second-step';
import { StepForm } from './step-form.client.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('enrol');
  return { title: t('title') };
}

type EnrolPageProps = { searchParams: Promise<{ next?: string | string[]; must?: string }> };

export default async function EnrolPage({ searchParams }: EnrolPageProps) {
  const viewer = await requireEnrolling();
  const { id, email } = await ownAccount(viewer);
  const { next, must } = await searchParams;
  const [t, proposed, existing] = await Promise.all([
    getTranslations('enrol'),
    proposeSecondStep(viewer),
    secondStep(id),
  ]);
  return (
    <main data-narrow>
      <StepTitle title={t('title')}>{must ? t('must') : t('lead')}</StepTitle>
      <ClientWords of={['enrol', 'recovery']}>
        <StepForm
          email={email}
          exists={existing !== null}
          sealed={proposed.sealed}
          appKey={proposed.key.match(/.{1,4}/g)?.join(' ') ?? ''}
          next={must ? nextPath(next) : '/settings/account'}
          picture={<QrCode text={proposed.uri} label={t('picture')} />}
        />
      </ClientWords>
    </main>
  );
}
