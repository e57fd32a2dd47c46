import type { Progressing } from '#lib/format/progress';
import type { Progress as RunProgress } from '#lib/queries/run-list';
import { useFormats } from './use-formats.tsx';

type ProgressProps = { progress: RunProgress; what?: Progressing };

/** How far a run is: a bar, and the same in words. */
export function Progress({ progress, what }: ProgressProps) {
  const f = useFormats();
  const { done, total } = progress;
  const text = f.progress(progress, what);
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
