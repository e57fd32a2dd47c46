/** What two periods are compared by. */
export type Sample = { messages: number; passed: number };

/** `volume`: relative change, 0.031 is +3.1 %. `points`: change of the pass rate, 0.024 is +2.4 pt. */
export type Trend = { volume: number; points: number };

const FEWEST = 30;

/** The change since the previous period; null with fewer than 30 messages on either side (M20). */
export function trendOf(current: Sample | null, previous: Sample | null): Trend | null {
  if (!current || !previous || current.messages < FEWEST || previous.messages < FEWEST) return null;
  return {
    volume: current.messages / previous.messages - 1,
    points: current.passed / current.messages - previous.passed / previous.messages,
  };
}
