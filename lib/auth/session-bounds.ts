import type { SessionBounds } from '#lib/queries/user-by-session';

/** A session ends a month after signing in, and after a week unused. */
export const SESSION_DAYS = { longest: 30, idle: 7 } as const;

/** The moments before which a session has ended by now. */
export function sessionBounds(now = new Date()): SessionBounds {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3600 * 1000);
  return { openedAfter: daysAgo(SESSION_DAYS.longest), usedAfter: daysAgo(SESSION_DAYS.idle) };
}
