import { DOMAINS, MAIN } from './cast.ts';
import { momentOf } from './chapters.ts';
import { dayReport } from './day-report.ts';
import { Dice } from './random.ts';
import { REPORTERS, type Reporter } from './reporters.ts';
import { writeMessage } from './write-message.ts';

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
  for (const { reporter, domain, day, arrivesAt } of deliveries(today, days, story)) {
    if (arrivesAt * 1000 > now.getTime()) return;
    const report = dayReport(reporter, domain, day, story);
    if (!report) continue;
    const receivedAt = new Date(arrivesAt * 1000);
    const raw = writeMessage(report, {
      wrapping: reporter.wrapping,
      submitter: reporter.host,
      to: `dmarc@${MAIN}`,
      sentAt: new Date(receivedAt.getTime() - 4000),
    });
    const name = `${reporter.host}!${domain}!${report.metadata.dateRange.begin}.eml`;
    yield { raw, receivedAt, name };
  }
}

function deliveries(today: number, days: number, story: Dice) {
  const plan = Array.from({ length: days }, (_, number) => {
    const startsAt = today - (days - number) * DAY;
    const day = { number, moment: momentOf(number, days), startsAt };
    return REPORTERS.filter((reporter) => speaks(reporter, day.moment)).flatMap((reporter) =>
      DOMAINS.map((domain) => {
        const delay = story.fork('delay', reporter.host, domain, number);
        const hours = delay.near(reporter.delayHours, 0.3) + reporter.startHour;
        return { reporter, domain, day, arrivesAt: startsAt + DAY + Math.round(hours * 3600) };
      }),
    );
  });
  return plan.flat().sort((a, b) => a.arrivesAt - b.arrivesAt);
}

function speaks({ silentFrom }: Reporter, moment: number) {
  return silentFrom === null || moment < silentFrom;
}
