/**
 * Buckets with a label on the axis: at most eight, and weeks apart where there are many; of hours
 * those that divide a day. The last point stands at the edge, where a label has no room: with one that
 * does not fit, the axis would leave out every second and third of the others, too.
 */
export function ticksOf(points: readonly { day: string }[]): string[] {
  const steps = points[0]?.day.includes('T') ? HOUR_STEPS : STEPS;
  const step = steps.find((width) => points.length / width <= 8) ?? points.length;
  const labelled = points.filter((_, index) => index % step === 0);
  const endsThere = labelled.length > 1 && labelled.at(-1) === points.at(-1);
  return (endsThere ? labelled.slice(0, -1) : labelled).map(({ day }) => day);
}

const STEPS = [1, 2, 7, 14, 28, 56];
const HOUR_STEPS = [1, 3, 6, 12, 24, 48];
