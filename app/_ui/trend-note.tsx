import type { Trend } from '#lib/filter/trend';
import type { Comparing } from '#lib/filter/vocabulary';
import { formatChange, formatPoints } from '#lib/format/number';

type TrendNoteProps = { trend: Trend | null };

/** How a volume moved on its complete days: more mail is neither good nor bad. */
export function ChangeNote({ trend, compare }: TrendNoteProps & { compare: Comparing }) {
  if (!trend) return 'no earlier period to compare';
  return (
    <>
      <span className="font-medium text-ink-2">{formatChange(trend.volume)}</span>{' '}
      {compare === 'yoy' ? 'vs. a year earlier' : 'vs. previous period'}
    </>
  );
}

/** How the share that passed moved: up is better, and a word says it beside the colour. */
export function PointsNote({ trend }: TrendNoteProps) {
  if (!trend) return 'no earlier period to compare';
  const text = formatPoints(trend.points);
  if (Number.parseFloat(text) === 0) return 'as before';
  const better = trend.points > 0;
  return (
    <>
      <span className={`font-medium ${better ? 'text-good' : 'text-bad'}`}>{text}</span>{' '}
      {better ? 'better' : 'worse'}
    </>
  );
}
