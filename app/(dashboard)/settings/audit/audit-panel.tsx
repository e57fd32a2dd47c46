import { useTranslations } from 'next-intl';
import { ButtonLink } from '#app/_ui/button';
import { Panel } from '#app/_ui/panel';

/** The way to the audit log. */
export function AuditPanel() {
  const t = useTranslations('audit.page');
  return (
    <Panel
      title={t('title')}
      note={t('note')}
      action={
        <ButtonLink href="/settings/audit" small>
          {t('open')}
        </ButtonLink>
      }
    >
      <p className="max-w-[92ch] px-[18px] pt-1 pb-4 text-ink-2">{t('lead')}</p>
    </Panel>
  );
}
