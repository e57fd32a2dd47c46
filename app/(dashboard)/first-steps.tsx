import { useTranslations } from 'next-intl';
import { ButtonLink } from '#app/_ui/button';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { Panel } from '#app/_ui/panel';
import { isOperator } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';

/** The overview before the first report: there is nothing to show, and three ways to change that. */
export function FirstSteps({ viewer }: { viewer: Viewer }) {
  const t = useTranslations('overview');
  return (
    <PageBody>
      <PageHeader title={t('title')} />
      <Panel title={t('first.none')} summary={t('first.summary')}>
        <div className="flex flex-wrap gap-2 px-[18px] pt-4 pb-[18px]">
          {isOperator(viewer) ? (
            <>
              <ButtonLink href="/settings/mailboxes/new" kind="primary">
                {t('first.connect')}
              </ButtonLink>
              <ButtonLink href="/ingest">{t('first.upload')}</ButtonLink>
              <ButtonLink href="/welcome">{t('first.demo')}</ButtonLink>
            </>
          ) : (
            <ButtonLink href="/ingest">{t('first.see')}</ButtonLink>
          )}
        </div>
      </Panel>
    </PageBody>
  );
}
