import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { StepTitle } from './welcome/step-title.tsx';

/** A link that was used, taken back, or has expired; which of them is nobody's business. */
export function LinkOver() {
  const t = useTranslations('linkOver');
  return (
    <main data-narrow>
      <StepTitle title={t('title')}>{t('text')}</StepTitle>
      <Link href="/login" className="text-accent underline">
        {t('signIn')}
      </Link>
    </main>
  );
}
