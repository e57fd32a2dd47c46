import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ownerExists } from '#lib/auth/owner';
import { requireViewer } from '#lib/auth/require-viewer';
import type { Search } from '#lib/filter/filter';
import { seesMail } from '#lib/queries/require-mail-access';
import { ChooseStep } from './choose-step.tsx';
import { DemoStep } from './demo-step.tsx';
import { MailboxStep } from './mailbox-step.tsx';
import { OwnerStep } from './owner-step.tsx';
import { RecordStep } from './record-step.tsx';
import { StepList } from './step-list.tsx';
import { UploadStep } from './upload-step.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('welcome');
  return { title: t('title') };
}

export default async function WelcomePage({ searchParams }: { searchParams: Promise<Search> }) {
  if (!(await ownerExists())) {
    return (
      <main>
        <StepList current={0} />
        <OwnerStep />
      </main>
    );
  }
  const viewer = await requireViewer();
  const search = await searchParams;
  const step = STEPS.find(
    (one) => one === search['step'] && (one !== 'record' || seesMail(viewer)),
  );
  return (
    <main>
      <StepList current={step === 'demo' ? 3 : step === 'record' ? 2 : 1} />
      {step === 'demo' ? <DemoStep viewer={viewer} /> : null}
      {step === 'upload' ? <UploadStep viewer={viewer} /> : null}
      {step === 'mailbox' ? <MailboxStep /> : null}
      {step === 'record' ? <RecordStep viewer={viewer} search={search} /> : null}
      {step === undefined ? <ChooseStep viewer={viewer} /> : null}
    </main>
  );
}

const STEPS = ['demo', 'upload', 'mailbox', 'record'] as const;
