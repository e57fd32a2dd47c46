import type { OutcomePoint } from '#app/_ui/outcome-chart.client';
import { formatDay } from '#lib/format/date';
import { formatCompact, formatPercent } from '#lib/format/number';

/** Fewer messages than this make no worst day (PRODUCT 3.0, Numbers). */
const FEWEST = 30;

/**
 * The finding of a volume chart in one sentence: how many, how many passed, and the worst complete
 * day where it stands out.
 */
export function volumeSentence(points: readonly OutcomePoint[], through: string | null): string {
  const total = points.reduce((sum, point) => sum + point.total, 0);
  const passed = points.reduce((sum, point) => sum + point.passed, 0);
  if (total === 0) return 'No messages were reported.';
  const share = formatPercent(passed, total);
  const start = `${formatCompact(total)} messages, ${share} passed`;
  if (passed === total) return `${start}.`;
  const worst = worstOf(points.filter(({ day }) => through === null || day <= through));
  if (!worst || worst.passed / worst.total > passed / total - 0.005) return `${start}.`;
  return `${start}; lowest on ${formatDay(worst.day)} with ${formatPercent(worst.passed, worst.total)}.`;
}

function worstOf(points: readonly OutcomePoint[]) {
  return points
    .filter(({ total }) => total >= FEWEST)
    .toSorted((a, b) => a.passed / a.total - b.passed / b.total)[0];
}
