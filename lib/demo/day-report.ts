import type { AggregateRecord, AggregateReport } from '#lib/report/aggregate-schema';
import { type DemoDomain, SENDERS } from './cast.ts';
import { recordOf } from './evaluate.ts';
import type { Dice } from './random.ts';
import type { Reporter } from './reporters.ts';
import type { Seen, Sender } from './sender.ts';
import { messagesOn, policyOn } from './story.ts';

/** One day of the demo: where it stands in the story, and its first second (UTC). */
export type StoryDay = { number: number; moment: number; startsAt: number };

const HOUR = 3600;

/**
 * What one reporter tells about one domain and one day; null when it saw no mail of it, since
 * receivers without mail send no report (RFC 9990 §3.3).
 */
export function dayReport(
  reporter: Reporter,
  domain: DemoDomain,
  day: StoryDay,
  story: Dice,
): AggregateReport | null {
  const policy = policyOn(domain, day.moment);
  const records = SENDERS[domain].flatMap((sender) => {
    const messages = messagesOn(sender, day.moment, weekdayOf(day.startsAt));
    if (messages === 0) return [];
    // The sender's own day is the same for all receivers, so that the sum keeps its shape.
    const sent = story.fork('sender', sender.name, domain, day.number).near(messages, 0.12);
    const dice = story.fork('records', reporter.host, sender.name, domain, day.number);
    return recordsOf(sender, dice.near(sent * reporter.share, 0.15), dice).map((seen) =>
      recordOf(seen, policy, reporter),
    );
  });
  if (records.length === 0) return null;
  const begin = day.startsAt + reporter.startHour * HOUR;
  return {
    version: reporter.dialect === 'rfc9990' ? '1.0' : null,
    dialect: reporter.dialect,
    metadata: {
      orgName: reporter.name,
      email: reporter.email,
      extraContactInfo: reporter.contact,
      reportId: reportIdOf(reporter, domain, begin, story.fork('id', reporter.host, domain, begin)),
      dateRange: { begin, end: begin + reporter.daySeconds },
      errors: [],
      generator: reporter.generator,
    },
    policyPublished:
      reporter.dialect === 'rfc9990'
        ? { ...policy, testing: 'n', discoveryMethod: 'treewalk' }
        : { ...policy, pct: '100' },
    records: byCount(records),
  };
}

function recordsOf(sender: Sender, messages: number, dice: Dice): Seen[] {
  const used = Math.max(1, Math.min(sender.ips.length, Math.round(messages / sender.perIp)));
  const ips = dice.shuffle(sender.ips).slice(0, used);
  const weights = ips.map(() => 0.5 + dice.next());
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return ips.flatMap((sourceIp, at) =>
    sender.variants.flatMap((variant) => {
      const share = (variant.share * (weights[at] ?? 0)) / total;
      const count = dice.round(messages * share);
      return count === 0 ? [] : [{ sourceIp, count, variant }];
    }),
  );
}

function byCount(records: AggregateRecord[]) {
  return records.sort((a, b) => b.row.count - a.row.count);
}

function reportIdOf({ reportId, host }: Reporter, domain: string, begin: number, dice: Dice) {
  switch (reportId) {
    case 'number':
      return dice.word('123456789', 1) + dice.word('0123456789', 18);
    case 'hex':
      return dice.word('0123456789abcdef', 32);
    // The default of two widespread mail servers, and therefore not unique among reporters.
    case 'period':
      return `${domain}.${begin}.${begin + 86_400}`;
    case 'address':
      return `${dice.word('0123456789abcdef', 16)}.${begin}@${host}`;
  }
}

function weekdayOf(seconds: number) {
  return new Date(seconds * 1000).getUTCDay();
}
