import { pageHref } from '#app/_ui/page-href';
import { unicodeDomain } from '#lib/domain-name';
import { addDays } from '#lib/filter/day';
import type { Filter } from '#lib/filter/filter';
import type { Span } from '#lib/filter/period';
import type { Formats } from '#lib/format/formats';
import type { PolicyChange } from '#lib/queries/policy-changes';
import type { Sender } from '#lib/queries/senders';
import type { DomainVolume } from '#lib/queries/volume-by-domain';
import type { Words } from '#lib/words/translate';
import { FEWEST, scoreOf } from './attention-item.ts';
import { servicePath } from './sources/sources-view.tsx';

/** A sentence about the week, what stands behind it, and where it leads. */
export type Change = { score: number; title: string; detail: string; href: string };

export type ChangeFacts = {
  /** The last seven complete days; what they are compared with are the seven before. */
  week: Span;
  /** Mail by domain on those fourteen days. */
  volumes: readonly DomainVolume[];
  policies: readonly PolicyChange[];
  /** Services and hosts as they send for one domain each, and since when that is known of them. */
  senders: readonly Sender[];
  knownSince: string;
  filter: Filter;
};

type Say = Words<'overview'>;

/** Points that a pass rate moves by itself (PRODUCT 3.15: a drop that somebody wants to hear of). */
const MOVED = 0.02;
/** How long a sender must have been looked for before it is new, or have sent before it is missed (M17). */
const KNOWN_FOR = 14;

/** What is otherwise than the week before, what matters most first (J3). */
export function changesOf(facts: ChangeFacts, t: Say, f: Formats): Change[] {
  return [
    ...facts.policies.map((change) => changedPolicy(change, facts, t, f)),
    ...facts.volumes.flatMap((domain) => movedRate(domain, facts, t, f)),
    ...facts.volumes.flatMap((domain) => movedVolume(domain, facts, t, f)),
    ...facts.senders.flatMap((sender) => newSender(sender, facts, t, f)),
    ...facts.senders.flatMap((sender) => goneSender(sender, facts, t, f)),
  ].toSorted((a, b) => b.score - a.score);
}

function changedPolicy(
  { day, domain, before, after }: PolicyChange,
  { volumes, filter }: ChangeFacts,
  t: Say,
  f: Formats,
): Change {
  const messages = volumes.find(({ name }) => name === domain)?.messages ?? 0;
  const none = t('changes.policy.none');
  return {
    score: scoreOf(4, messages),
    title: t('changes.policy.title', {
      domain: unicodeDomain(domain),
      before: before ?? none,
      after: after ?? none,
    }),
    detail: t('changes.policy.detail', { day: f.day(day) }),
    href: pageHref(`/domains/${domain}`, filter),
  };
}

function movedRate(domain: DomainVolume, { week, filter }: ChangeFacts, t: Say, f: Formats) {
  const [before, now] = weeksOf(domain, week);
  if (before.messages < FEWEST || now.messages < FEWEST) return [];
  const points = now.passed / now.messages - before.passed / before.messages;
  if (Math.abs(points) < MOVED) return [];
  const fell = points < 0;
  return [
    {
      score: scoreOf(fell ? 4 : 2, Math.abs(points) * now.messages),
      title: t(fell ? 'changes.rate.fell' : 'changes.rate.rose', {
        domain: domain.unicode,
        before: f.percent(before.passed, before.messages),
        now: f.percent(now.passed, now.messages),
      }),
      detail: t('changes.rate.detail', { messages: f.count(now.messages) }),
      href: pageHref(`/domains/${domain.name}`, filter, lookAt(week)),
    },
  ];
}

function movedVolume(domain: DomainVolume, { week, filter }: ChangeFacts, t: Say, f: Formats) {
  const [before, now] = weeksOf(domain, week);
  const [less = 0, more = 0] = [before.messages, now.messages].toSorted((a, b) => a - b);
  if (less < FEWEST || more < 2 * less) return [];
  return [
    {
      score: scoreOf(2, more - less),
      title: t(now.messages > before.messages ? 'changes.volume.rose' : 'changes.volume.fell', {
        domain: domain.unicode,
        before: f.count(before.messages),
        now: f.count(now.messages),
      }),
      detail: t('changes.volume.detail', { share: f.percent(now.passed, now.messages) }),
      href: pageHref(`/domains/${domain.name}`, filter, lookAt(week)),
    },
  ];
}

/** Nobody is new who was not looked for before, and no forger is news. */
function newSender(sender: Sender, facts: ChangeFacts, t: Say, f: Formats): Change[] {
  const { week, knownSince } = facts;
  if (sender.name === null || isForger(sender) || sender.messages < FEWEST) return [];
  if (sender.firstDay < week.from || knownSince > addDays(week.from, -KNOWN_FOR)) return [];
  return [
    {
      score: scoreOf(3, sender.messages),
      title: t('changes.sender.new', namesOf(sender, sender.name)),
      detail: t('changes.sender.first', {
        day: f.day(sender.firstDay),
        messages: f.count(sender.messages),
        share: f.percent(sender.passed, sender.messages),
      }),
      href: senderHref(sender, sender.name, facts),
    },
  ];
}

/** Who sent for two weeks or longer and fell silent since; that a forger did is no loss. */
function goneSender(sender: Sender, facts: ChangeFacts, t: Say, f: Formats): Change[] {
  const { from } = facts.week;
  if (sender.name === null || isForger(sender) || sender.messages < FEWEST) return [];
  if (sender.lastDay >= from || sender.lastDay < addDays(from, -7)) return [];
  if (sender.firstDay > addDays(sender.lastDay, -KNOWN_FOR)) return [];
  return [
    {
      score: scoreOf(3, sender.messages),
      title: t('changes.sender.gone', namesOf(sender, sender.name)),
      detail: t('changes.sender.last', {
        day: f.day(sender.lastDay),
        messages: f.count(sender.messages),
      }),
      href: senderHref(sender, sender.name, facts),
    },
  ];
}

function isForger({ class: whose }: Sender): boolean {
  return whose === 'spoof' || whose === 'not-mine';
}

function namesOf({ domain }: Sender, source: string) {
  return { source, domain: unicodeDomain(domain) };
}

function senderHref({ domain }: Sender, name: string, { filter }: ChangeFacts): string {
  return pageHref(servicePath(name), { ...filter, domains: [domain] });
}

/** The week and the one before it, by day. */
function lookAt({ from, to }: Span): Partial<Filter> {
  return { period: { kind: 'fixed', from: addDays(from, -7), to } };
}

function weeksOf({ days }: DomainVolume, { from, to }: Span) {
  const before = days.filter(({ day }) => day < from && day >= addDays(from, -7));
  return [sumOf(before), sumOf(days.filter(({ day }) => day >= from && day <= to))] as const;
}

function sumOf(days: DomainVolume['days']) {
  return {
    messages: days.reduce((sum, day) => sum + day.messages, 0),
    passed: days.reduce((sum, day) => sum + day.passed, 0),
  };
}
