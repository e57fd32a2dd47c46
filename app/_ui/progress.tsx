import { formatProgress } from '#lib/format/progress';
import type { Progress as RunProgress } from '#lib/queries/run-list';

type ProgressProps = { progress: RunProgress; what?: string };

/** How far a run is: a bar, and the same in words. */
export function Progress({ progress, what = 'mails' }: ProgressProps) {
  const { done, total } = progress;
  const text = formatProgress(progress, what);
  return (
    <div>
      <progress
        aria-label={text}
        value={total === null ? undefined : done}
        max={total ?? undefined}
        className="block h-[7px] w-full appearance-none overflow-hidden rounded-[4px] bg-line-2 [&::-moz-progress-bar]:bg-passed [&::-webkit-progress-bar]:bg-line-2 [&::-webkit-progress-value]:bg-passed"
      />
      <p className="mt-1.5 text-note text-ink-2">{text}</p>
    </div>
  );
}
