import { useTranslations } from 'next-intl';
import { ButtonLink } from '#app/_ui/button';
import { UploadPanel } from '#app/(dashboard)/ingest/upload-panel';
import type { Viewer } from '#lib/filter/viewer';
import { FoundDomains } from './found-domains.tsx';
import { StepTitle } from './step-title.tsx';

/** Files dropped here are read at once; each says what became of it. */
export function UploadStep({ viewer }: { viewer: Viewer }) {
  const chrome = useTranslations('chrome');
  const t = useTranslations('welcome');
  return (
    <>
      <StepTitle title={t('upload.title')}>{t('upload.text')}</StepTitle>
      <UploadPanel viewer={viewer} />
      <FoundDomains viewer={viewer} href={(name) => `/domains/${name}`} />
      <div className="mt-4 flex flex-wrap gap-2">
        <ButtonLink href="/" kind="primary">
          {chrome('overview')}
        </ButtonLink>
        <ButtonLink href="/welcome?step=record">{t('record.title')}</ButtonLink>
        <ButtonLink href="/welcome" kind="ghost">
          {t('back')}
        </ButtonLink>
      </div>
    </>
  );
}
