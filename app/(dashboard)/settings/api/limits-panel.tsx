import { useTranslations } from 'next-intl';
import { Fact, Facts } from '#app/_ui/facts';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import { env } from '#lib/env';

/** What may be asked how often, and what comes back. */
export function LimitsPanel() {
  const t = useTranslations('api.limits');
  const f = useFormats();
  const { API_REQUESTS_PER_MINUTE, DOWNLOADS_AT_ONCE } = env();
  return (
    <Panel title={t('title')}>
      <Facts>
        <Fact name={t('requests')}>
          {t('requestsText', { count: f.count(API_REQUESTS_PER_MINUTE) })}
        </Fact>
        <Fact name={t('rows')}>{t('rowsText')}</Fact>
        <Fact name={t('files')}>{t('filesText', { count: f.count(DOWNLOADS_AT_ONCE) })}</Fact>
        <Fact name={t('again')}>{t('againText')}</Fact>
        <Fact name={t('errors')}>{t('errorsText')}</Fact>
      </Facts>
    </Panel>
  );
}
