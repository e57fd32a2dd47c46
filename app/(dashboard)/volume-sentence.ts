import type { OutcomePoint } from '#app/_ui/outcome-chart.client';
import { formatBucket } from '#lib/format/bucket';
import type { Formats } from '#lib/format/formats';
import type { Words } from '#lib/words/translate';

/** Fewer messages than this make no worst day (PRODUCT 3.0, Numbers). */
const FEWEST = 30;

/**
 * The finding of a volume chart in one sentence: how many, how many passed, and the worst complete
 * day where it stands out.
 */
export function volumeSentence(
  points: readonly OutcomePoint[],
  through: string | null,
  t: Words<'overview.volume'>,
  f: Formats,
): string {
  const total = points.reduce((sum, point) => sum + point.total, 0);
  const passed = points.reduce((sum, point) => sum + point.passed, 0);
  if (total === 0) return t('none');
  const values = { messages: f.compact(total), share: f.percent(passed, total) };
  const worst = worstOf(points.filter(({ day }) => through === null || day <= through));
  if (!worst || worst.passed / worst.total > passed / total - 0.005) return t('sentence', values);
  const low = f.percent(worst.passed, worst.total);
  return t('lowest', { ...values, day: formatBucket(worst.day, f.day), low });
}

function worstOf(points: readonly OutcomePoint[]) {
  return points
    .filter(({ total }) => total >= FEWEST)
    .toSorted((a, b) => a.passed / a.total - b.passed / b.total)[0];
}
