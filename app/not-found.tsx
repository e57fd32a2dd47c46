import { useTranslations } from 'next-intl';
import { ButtonLink } from './_ui/button.tsx';
import { Logo } from './_ui/logo.tsx';

/** A page that does not exist, or is not the viewer's to see: both look the same. */
export default function NotFound() {
  const t = useTranslations('chrome');
  return (
    <main
      id="main"
      className="mx-auto flex min-h-[70dvh] max-w-[480px] flex-col items-start justify-center gap-2 px-4"
    >
      <Logo className="mb-3 size-8" />
      <h1 className="text-title font-semibold tracking-[-0.02em]">{t('notFound.title')}</h1>
      <p className="text-ink-2">{t('notFound.text')}</p>
      <ButtonLink href="/" className="mt-3">
        {t('overview')}
      </ButtonLink>
    </main>
  );
}
