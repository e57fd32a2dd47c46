import { Notice } from '#app/_ui/notice';
import { formatMonth } from '#lib/format/date';
import { droppedMonths } from '#lib/queries/dropped-months';
import type { Ask } from './page-bar.tsx';

/** Says that lists of sources have an end which the charts do not have. */
export async function DroppedNotice({ viewer, filter, now }: Ask) {
  const dropped = await droppedMonths(viewer, filter, now);
  if (!dropped) return null;
  const { first, last } = dropped;
  const months =
    first === last ? formatMonth(first) : `${formatMonth(first)} to ${formatMonth(last)}`;
  return (
    <Notice>
      Retention has taken the records of <b>{months}</b> away. Charts and totals still count them;
      sources, reporters and everything else that is read from records do not.
    </Notice>
  );
}
