/**
 * Buckets with a label on the axis: at most eight, and weeks apart where there are many; of hours
 * those that divide a day.
 */
export function ticksOf(points: readonly { day: string }[]): string[] {
  const steps = points[0]?.day.includes('T') ? HOUR_STEPS : STEPS;
  const step = steps.find((width) => points.length / width <= 8) ?? points.length;
  return points.filter((_, index) => index % step === 0).map(({ day }) => day);
}

const STEPS = [1, 2, 7, 14, 28, 56];
const HOUR_STEPS = [1, 3, 6, 12, 24, 48];
