import { AutoRefresh } from '#app/_ui/auto-refresh.client';
import { Instant } from '#app/_ui/instant';
import { Notice } from '#app/_ui/notice';
import type { Viewer } from '#lib/filter/viewer';
import { jobStatus } from '#lib/queries/job-status';

/** What the last run took away, and when the next one comes. */
export async function LastNight({ viewer, now }: { viewer: Viewer; now: Date }) {
  const job = (await jobStatus(viewer, now)).find(({ name }) => name === 'retention');
  if (!job) {
    return (
      <Notice tone="warn">No worker has started yet, and without one nothing is taken away.</Notice>
    );
  }
  const { state, text, lastAt, nextAt } = job;
  if (state === 'running' || state === 'waiting') {
    return (
      <Notice>
        <AutoRefresh seconds={2} />
        {state === 'running' ? 'It is at work now.' : 'It waits for a worker to take it up.'}
      </Notice>
    );
  }
  const next = (
    <>
      Next run: <Instant at={nextAt} />.
    </>
  );
  if (!lastAt) return <Notice>It has not run yet. {next}</Notice>;
  return (
    <Notice tone={state === 'good' ? 'good' : 'bad'}>
      Last run <Instant at={lastAt} now={now} />: {text} {next}
    </Notice>
  );
}
