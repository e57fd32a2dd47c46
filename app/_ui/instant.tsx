import { formatAgo, formatInstant } from '#lib/format/date';

type InstantProps = { at: Date; now?: Date };

/** A moment: how long ago when that is enough, and always the moment itself. */
export function Instant({ at, now }: InstantProps) {
  const full = formatInstant(at);
  return (
    <time dateTime={at.toISOString()} title={full} className="whitespace-nowrap">
      {now ? formatAgo(at, now) : full}
    </time>
  );
}
