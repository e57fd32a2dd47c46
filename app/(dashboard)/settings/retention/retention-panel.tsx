import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#app/_ui/button';
import { Fact, Facts } from '#app/_ui/facts';
import { formats } from '#app/_ui/formats';
import { Panel } from '#app/_ui/panel';
import { isOperator } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { retentionInForce } from '#lib/jobs/retention';

/** How long what is kept, in short. */
export async function RetentionPanel({ viewer }: { viewer: Viewer }) {
  const { recordDays, domainDays, originalDays, quarantineDays, failureDays } =
    await retentionInForce();
  const [t, f] = await Promise.all([getTranslations('settings'), formats()]);
  const inWords = (n: number | null) =>
    n === null ? t('forEver') : t('retention.days', { n, count: f.count(n) });
  const exceptions = Object.keys(domainDays).length;
  return (
    <Panel
      title={t('retention.title')}
      note={t('retention.note')}
      action={
        isOperator(viewer) ? (
          <ButtonLink href="/settings/retention" small>
            {t('change')}
          </ButtonLink>
        ) : null
      }
    >
      <Facts>
        <Fact name={t('retention.part.records')}>
          {exceptions > 0
            ? t('retention.daysBut', {
                days: inWords(recordDays),
                n: exceptions,
                count: f.count(exceptions),
              })
            : inWords(recordDays)}
        </Fact>
        <Fact name={t('retention.part.originals')}>{inWords(originalDays)}</Fact>
        <Fact name={t('retention.part.quarantine')}>{inWords(quarantineDays)}</Fact>
        <Fact name={t('retention.part.failures')}>{inWords(failureDays)}</Fact>
      </Facts>
    </Panel>
  );
}
