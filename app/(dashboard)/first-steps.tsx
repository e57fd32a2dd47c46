import { useTranslations } from 'next-intl';
import { ButtonLink } from '#app/_ui/button';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { Panel } from '#app/_ui/panel';
import { isOperator } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { SetupPanel } from './setup-panel.tsx';

/** A page of numbers before the first report: there is nothing to show, and ways to change that. */
export function FirstSteps({ viewer, title }: { viewer: Viewer; title: string }) {
  const t = useTranslations('overview.first');
  return (
    <PageBody>
      <PageHeader title={title} />
      <Panel title={t('none')} summary={t('summary')}>
        <div className="flex flex-wrap gap-2 px-[18px] pt-4 pb-[18px]">
          {isOperator(viewer) ? (
            <>
              <ButtonLink href="/welcome?step=mailbox" kind="primary">
                {t('connect')}
              </ButtonLink>
              <ButtonLink href="/welcome?step=upload">{t('upload')}</ButtonLink>
              <ButtonLink href="/welcome">{t('demo')}</ButtonLink>
            </>
          ) : (
            <ButtonLink href="/ingest">{t('see')}</ButtonLink>
          )}
        </div>
      </Panel>
      <SetupPanel viewer={viewer} now={new Date()} stays />
    </PageBody>
  );
}
