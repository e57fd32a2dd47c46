import type { PolicyPublished } from '#lib/report/aggregate-schema';
import type { Policy } from '#lib/report/vocabulary';
import { type DemoDomain, LETTERS, MAIN, PARKED } from './cast.ts';
import { CHAPTERS, STORY_DAYS } from './chapters.ts';
import type { Sender } from './sender.ts';

/**
 * What happens: the main domain walks from p=none over quarantine to reject; a wave of forgeries
 * arrives while it quarantines; one sender fails until somebody mends it, and a new one appears in
 * the last week. Moments are days of the ninety-day story.
 */
export function policyOn(domain: DemoDomain, moment: number): PolicyPublished {
  const p = requestedOn(domain, moment);
  const alignment = domain === PARKED ? 's' : 'r';
  return {
    domain,
    p,
    sp: p,
    np: null,
    adkim: alignment,
    aspf: alignment,
    pct: null,
    fo: null,
    testing: null,
    discoveryMethod: null,
  };
}

/** Messages that a sender sends on a day, over all receivers; 0 when it is not in the story. */
export function messagesOn(sender: Sender, moment: number, weekday: number): number {
  if (moment < (sender.from ?? 0) || moment >= (sender.until ?? Number.POSITIVE_INFINITY)) return 0;
  const growth = 1 + (0.12 * moment) / STORY_DAYS;
  return sender.perDay * growth * beatOf(sender.rhythm, moment, weekday);
}

function requestedOn(domain: DemoDomain, moment: number): Policy {
  switch (domain) {
    case MAIN:
      if (moment >= CHAPTERS.reject) return 'reject';
      return moment >= CHAPTERS.quarantine ? 'quarantine' : 'none';
    case LETTERS:
      return 'quarantine';
    case PARKED:
      return 'reject';
  }
}

/** Sunday to Saturday: offices rest at the weekend, newsletters leave on Tuesday and Thursday. */
const OFFICE = [0.2, 1.05, 1.12, 1.08, 1.04, 0.9, 0.24];
const LETTER_DAYS = [0.05, 0.1, 3.4, 0.2, 2.1, 0.12, 0.04];

/** How much of an ordinary day's mail a day of the story brings, by its weekday (0 is Sunday). */
export function beatOf(rhythm: Sender['rhythm'], moment: number, weekday: number): number {
  switch (rhythm) {
    case 'office':
      return OFFICE[weekday] ?? 1;
    case 'letters':
      return LETTER_DAYS[weekday] ?? 1;
    case 'steady':
      return 1;
    case 'wave':
      return waveAt(moment);
  }
}

/** Up within two days, some days at full height, and gone as soon as it came. */
function waveAt(moment: number): number {
  const { waveBegins, waveEnds } = CHAPTERS;
  if (moment < waveBegins || moment >= waveEnds) return 0;
  return Math.min(1, (moment - waveBegins + 1) / 3, (waveEnds - moment) / 3);
}
