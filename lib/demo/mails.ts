import { DOMAINS, MAIN } from './cast.ts';
import { momentOf, STORY_DAYS } from './chapters.ts';
import { dayReport, type StoryDay } from './day-report.ts';
import { failureReportOf, INCIDENTS } from './failure-story.ts';
import type { Posting } from './mime.ts';
import { Dice } from './random.ts';
import { REPORTERS, type Reporter } from './reporters.ts';
import { tlsReportOf } from './tls-story.ts';
import { writeFailureMessage } from './write-failure.ts';
import { writeMessage } from './write-message.ts';
import { writeTlsMessage } from './write-tls.ts';

export type DemoMail = { raw: Uint8Array; receivedAt: Date; name: string };

export type DemoOptions = { now: Date; days: number; seed: number };

const DAY = 86_400;

/**
 * The demo: the report mails of the whole days before `now`, in the order in which they arrived. The
 * same seed and the same day give the same bytes. What a slow reporter has not sent yet is missing,
 * as it is in life: the last days are incomplete.
 */
export function* demoMails({ now, days, seed }: DemoOptions): Generator<DemoMail> {
  const story = new Dice(`demo/${seed}`);
  const today = Math.floor(now.getTime() / 1000 / DAY) * DAY;
  const plan = Array.from({ length: days }, (_, number) => ({
    number,
    moment: momentOf(number, days),
    startsAt: today - (days - number) * DAY,
  }));
  const deliveries = [
    ...plan.flatMap((day) => aggregatesOf(day, story)),
    ...plan.flatMap((day) => tlsReportsOf(day, story)),
    ...failuresOf(plan, story),
  ].sort((a, b) => a.arrivesAt - b.arrivesAt);
  for (const { arrivesAt, host, name, write } of deliveries) {
    if (arrivesAt * 1000 > now.getTime()) return;
    const receivedAt = new Date(arrivesAt * 1000);
    const sentAt = new Date(receivedAt.getTime() - 4000);
    const raw = write({ submitter: host, to: `dmarc@${MAIN}`, sentAt });
    if (raw) yield { raw, receivedAt, name };
  }
}

/** A mail that will arrive; `write` says what stands in it, null where there is nothing to tell. */
type Delivery = {
  arrivesAt: number;
  host: string;
  name: string;
  write: (posting: Posting) => Uint8Array | null;
};

function aggregatesOf(day: StoryDay, story: Dice): Delivery[] {
  return REPORTERS.filter((reporter) => speaks(reporter, day.moment)).flatMap((reporter) =>
    DOMAINS.map((domain) => {
      const { host, wrapping, startHour } = reporter;
      const begin = day.startsAt + startHour * 3600;
      return {
        arrivesAt: arrival(reporter, day, story.fork('delay', host, domain, day.number)),
        host,
        name: `${host}!${domain}!${begin}.eml`,
        write: (posting) => {
          const report = dayReport(reporter, domain, day, story);
          return report && writeMessage(report, { ...posting, wrapping });
        },
      };
    }),
  );
}

function tlsReportsOf(day: StoryDay, story: Dice): Delivery[] {
  return REPORTERS.flatMap((reporter) => {
    const report = tlsReportOf(reporter, day, story);
    if (!report) return [];
    const { host } = reporter;
    return {
      arrivesAt: arrival(reporter, day, story.fork('delay', host, 'tls', day.number)),
      host,
      name: `${host}!${MAIN}!${day.startsAt}!tls.eml`,
      write: (posting) => writeTlsMessage(report, posting),
    };
  });
}

/** A failure report follows its mail within the minute (RFC 9991 §4). */
function failuresOf(plan: readonly StoryDay[], story: Dice): Delivery[] {
  return INCIDENTS.flatMap((incident, index) => {
    const at = (incident.moment / STORY_DAYS) * plan.length;
    const day = plan[Math.floor(at)];
    if (!day) return [];
    const { host, domain } = incident;
    const failedAt = day.startsAt + Math.floor((at % 1) * DAY);
    return {
      arrivesAt: failedAt + 40,
      host,
      name: `${host}!${domain}!${day.startsAt}!failure-${index}.eml`,
      write: (posting) => writeFailureMessage(failureReportOf(incident, failedAt, story), posting),
    };
  });
}

function arrival({ delayHours, startHour }: Reporter, { startsAt }: StoryDay, delay: Dice) {
  return startsAt + DAY + Math.round((delay.near(delayHours, 0.3) + startHour) * 3600);
}

function speaks({ silentFrom }: Reporter, moment: number) {
  return silentFrom === null || moment < silentFrom;
}
