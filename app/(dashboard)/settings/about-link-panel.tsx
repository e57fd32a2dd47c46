import { useTranslations } from 'next-intl';
import { ButtonLink } from '#app/_ui/button';
import { Panel } from '#app/_ui/panel';

/** The way to versions and licences. */
export function AboutLinkPanel() {
  const t = useTranslations('about');
  return (
    <Panel
      title={t('title')}
      action={
        <ButtonLink href="/settings/about" small>
          {t('open')}
        </ButtonLink>
      }
    >
      <p className="max-w-[92ch] px-[18px] pt-1 pb-4 text-ink-2">{t('lead')}</p>
    </Panel>
  );
}
