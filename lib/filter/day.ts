/** Days are UTC and written as in ISO 8601 (`2026-11-05`), so that they sort as text. */
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** The UTC day an instant lies on. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** Whether text is a day of the calendar; 30 February is none. */
export function isDay(text: string): boolean {
  if (!ISO_DAY.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && dayOf(new Date(time)) === text;
}

/** The day so many days later, or earlier where the number is negative. */
export function addDays(day: string, days: number): string {
  return dayOf(new Date(timeOf(day) + days * DAY_MS));
}

/** How many days from the first to the last, both counted. */
export function countDays(from: string, to: string): number {
  return Math.round((timeOf(to) - timeOf(from)) / DAY_MS) + 1;
}

/** Every day from the first to the last, both of them. */
export function listDays(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, countDays(from, to)) }, (_, n) => addDays(from, n));
}

function timeOf(day: string) {
  return Date.parse(`${day}T00:00:00Z`);
}
