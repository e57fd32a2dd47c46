/** A point of a chart by its name: a day, or an hour of one (`2026-11-05T13:00Z`), always UTC. */
export function formatBucket(name: string, formatDay: (day: string) => string): string {
  const [day = '', time] = name.split('T');
  return time === undefined ? formatDay(day) : `${formatDay(day)} ${time.slice(0, 5)}`;
}
