import { ActionButton } from '#app/_ui/action-button.client';
import { AutoRefresh } from '#app/_ui/auto-refresh.client';
import { Instant } from '#app/_ui/instant';
import { Notice } from '#app/_ui/notice';
import { Progress } from '#app/_ui/progress';
import type { Viewer } from '#lib/filter/viewer';
import { formatCount } from '#lib/format/number';
import { type RecountStatus, recountStatus } from '#lib/queries/recount-status';
import { goOnAction } from './actions.ts';

/** How far the recount of the last decision is, or what it did. */
export async function RecountNotice({ viewer, now }: { viewer: Viewer; now: Date }) {
  const recount = await recountStatus(viewer, now);
  if (!recount) return null;
  const { state, progress, endedAt, unreadable } = recount;
  if (state === 'stopped') {
    return (
      <Notice
        tone="warn"
        action={
          <ActionButton action={goOnAction} small>
            Go on
          </ActionButton>
        }
      >
        The recount stopped in the middle. What it did is whole, and it goes on from there by itself
        with the next start.
      </Notice>
    );
  }
  if (state === 'running') {
    return (
      <Notice>
        <AutoRefresh seconds={2} />
        <p className="mb-2">
          Recounting. Until it is done, the numbers are between before and after.
        </p>
        <Progress progress={progress} what="reports" />
      </Notice>
    );
  }
  return (
    <Notice tone={unreadable > 0 ? 'warn' : 'good'}>
      Recounted {endedAt ? <Instant at={endedAt} now={now} /> : null}: {inWords(recount)}
    </Notice>
  );
}

function inWords({ counted, held, unreadable }: RecountStatus) {
  if (counted + held + unreadable === 0) return 'nothing had to change.';
  const parts = [
    counted > 0 && `${reports(counted)} came in`,
    held > 0 && `${reports(held)} went out`,
    unreadable > 0 && `${reports(unreadable)} stay out, since no file of theirs can be read`,
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

function reports(count: number) {
  return `${formatCount(count)} ${count === 1 ? 'report' : 'reports'}`;
}
