import { useTranslations } from 'next-intl';
import { ButtonLink } from '#app/_ui/button';
import { UploadPanel } from '#app/(dashboard)/ingest/upload-panel';
import type { Viewer } from '#lib/filter/viewer';
import { StepTitle } from './step-title.tsx';

/** Files dropped here are read at once; each says what became of it. */
export function UploadStep({ viewer }: { viewer: Viewer }) {
  const chrome = useTranslations('chrome');
  const t = useTranslations('welcome');
  return (
    <>
      <StepTitle title={t('upload.title')}>{t('upload.text')}</StepTitle>
      <UploadPanel viewer={viewer} />
      <div className="mt-4 flex gap-2">
        <ButtonLink href="/" kind="primary">
          {chrome('overview')}
        </ButtonLink>
        <ButtonLink href="/welcome">{t('back')}</ButtonLink>
      </div>
    </>
  );
}
