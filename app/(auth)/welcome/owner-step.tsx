import { useTranslations } from 'next-intl';
import { ClientWords } from '#app/_ui/client-words';
import { OwnerForm } from './owner-form.client.tsx';
import { StepTitle } from './step-title.tsx';

export function OwnerStep() {
  const t = useTranslations('welcome.owner');
  return (
    <>
      <StepTitle title={t('title')}>{t('text')}</StepTitle>
      <ClientWords of={['welcome']}>
        <OwnerForm />
      </ClientWords>
    </>
  );
}
