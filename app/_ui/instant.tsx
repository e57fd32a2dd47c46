import { useFormats } from './use-formats.tsx';

type InstantProps = { at: Date; now?: Date };

/** A moment: how long ago when that is enough, and always the moment itself. */
export function Instant({ at, now }: InstantProps) {
  const f = useFormats();
  const full = f.instant(at);
  return (
    <time dateTime={at.toISOString()} title={full} className="whitespace-nowrap">
      {now ? f.ago(at, now) : full}
    </time>
  );
}
