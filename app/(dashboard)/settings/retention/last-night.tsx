import { getTranslations } from 'next-intl/server';
import { AutoRefresh } from '#app/_ui/auto-refresh.client';
import { Instant } from '#app/_ui/instant';
import { Notice } from '#app/_ui/notice';
import { JobText } from '#app/(dashboard)/job-text';
import type { Viewer } from '#lib/filter/viewer';
import { jobStatus } from '#lib/queries/job-status';

/** What the last run took away, and when the next one comes. */
export async function LastNight({ viewer, now }: { viewer: Viewer; now: Date }) {
  const t = await getTranslations('settings.retention');
  const job = (await jobStatus(viewer, now)).find(({ name }) => name === 'retention');
  if (!job) {
    return <Notice tone="warn">{t('noWorker')}</Notice>;
  }
  const { state, text, told, lastAt, nextAt } = job;
  if (state === 'running' || state === 'waiting') {
    return (
      <Notice>
        <AutoRefresh seconds={2} />
        {t(state)}
      </Notice>
    );
  }
  const next = () => <Instant at={nextAt} />;
  if (!lastAt) return <Notice>{t.rich('notRun', { next })}</Notice>;
  return (
    <Notice tone={state === 'good' ? 'good' : 'bad'}>
      {t.rich('lastRun', {
        next,
        last: () => <Instant at={lastAt} now={now} />,
        result: () => <JobText text={text} told={told} />,
      })}
    </Notice>
  );
}
