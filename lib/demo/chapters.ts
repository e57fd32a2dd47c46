/**
 * When things happen, in days of a story that is ninety days long. A shorter or longer demo tells
 * the same story at another pace.
 */
export const STORY_DAYS = 90;

export const CHAPTERS = {
  mailhornStarts: 20,
  quarantine: 30,
  waveBegins: 35,
  waveEnds: 46,
  mailhornMended: 58,
  reject: 65,
  certificateExpires: 72,
  certificateRenewed: 76,
  stsEnforced: 80,
  surveyjetStarts: 84,
} as const;

/** A day of the demo, counted from 0, as a moment of the story. */
export function momentOf(day: number, days: number): number {
  return (day * STORY_DAYS) / days;
}
