import { pageHref } from '#app/_ui/page-href';
import { type Filter, filterToSearch } from '#lib/filter/filter';
import type { Formats } from '#lib/format/formats';
import type { DomainRow } from '#lib/queries/domain-list';
import type { ReporterRow } from '#lib/queries/reporter-list';
import type { Sender } from '#lib/queries/senders';
import type { Words } from '#lib/words/translate';
import { type AttentionItem, FEWEST, scoreOf } from './attention-item.ts';
import { failingSender } from './attention-sender.ts';

export type AttentionFacts = {
  domains: readonly DomainRow[];
  /** Services and hosts as they send for one domain each. */
  senders: readonly Sender[];
  reporters: readonly ReporterRow[];
  quarantined: number;
  filter: Filter;
  now: Date;
};

const DAY = 24 * 3600 * 1000;

type Say = Words<'overview'>;

/** What needs a person, the worst first. */
export function attentionOf(facts: AttentionFacts, t: Say, f: Formats): AttentionItem[] {
  const { domains, filter, now } = facts;
  const all = domains.reduce((sum, { messages }) => sum + messages, 0);
  const items = [
    ...facts.senders.flatMap((sender) => failingSender(sender, all, filter, t, f)),
    ...unreadMails(facts.quarantined, t, f),
    ...domains.flatMap((domain) => silentDomain(domain, filter, now, t, f)),
    ...facts.reporters.flatMap((reporter) => silentReporter(reporter, facts, t, f)),
    ...domains.flatMap((domain) => readyToTighten(domain, filter, t, f)),
    ...domains.flatMap((domain) => openParked(domain, filter, t)),
  ];
  return items.toSorted((a, b) => b.score - a.score);
}

function unreadMails(quarantined: number, t: Say, f: Formats): AttentionItem[] {
  if (quarantined === 0) return [];
  return [
    {
      severity: 'warn',
      score: scoreOf(3, quarantined),
      title: t('attention.unread.title', { n: quarantined, count: f.count(quarantined) }),
      detail: t('attention.unread.detail'),
      href: '/ingest?tab=quarantine',
      verb: t('attention.unread.verb'),
    },
  ];
}

function silentDomain(
  { unicode, name, attention, lastReportAt, messages }: DomainRow,
  filter: Filter,
  now: Date,
  t: Say,
  f: Formats,
): AttentionItem[] {
  if (attention !== 'silent' || lastReportAt === null) return [];
  return [
    {
      severity: 'warn',
      score: scoreOf(4, messages),
      title: t('attention.silent.title', { domain: unicode }),
      detail: t('attention.silent.detail', { ago: f.ago(lastReportAt, now) }),
      href: pageHref(`/domains/${name}`, filter),
      verb: t('attention.silent.verb'),
    },
  ];
}

/** A reporter that wrote on most days and has stopped (M15, in its simple form). */
function silentReporter(
  { name, lastEnd, daysReported, reports, messages }: ReporterRow,
  facts: AttentionFacts,
  t: Say,
  f: Formats,
): AttentionItem[] {
  const silence = facts.now.getTime() - lastEnd.getTime();
  if (daysReported < 14 || silence < 4 * DAY) return [];
  const reporters = { not: false, values: [name] };
  return [
    {
      severity: 'warn',
      score: scoreOf(3, messages),
      title: t('attention.reporter.title', { name }),
      detail: t('attention.reporter.detail', {
        reports: f.count(reports),
        days: daysReported,
        ago: f.ago(lastEnd, facts.now),
      }),
      href: `/reports${filterToSearch(facts.filter, { reporters })}`,
      verb: t('attention.reporter.verb'),
    },
  ];
}

function readyToTighten(
  { name, unicode, policy, messages, passed, parked }: DomainRow,
  filter: Filter,
  t: Say,
  f: Formats,
): AttentionItem[] {
  if (parked || policy?.p !== 'none' || messages < FEWEST || passed / messages < 0.98) return [];
  return [
    {
      severity: 'ready',
      score: scoreOf(2, messages),
      title: t('attention.ready.title', { domain: unicode }),
      detail: t('attention.ready.detail', {
        share: f.percent(passed, messages),
        messages: f.count(messages),
      }),
      href: pageHref(`/domains/${name}`, filter),
      verb: t('attention.silent.verb'),
    },
  ];
}

/** A parked domain sends nothing: what receivers do not reject is somebody else's. */
function openParked(
  { name, unicode, attention, messages }: DomainRow,
  filter: Filter,
  t: Say,
): AttentionItem[] {
  if (attention !== 'parked') return [];
  return [
    {
      severity: 'warn',
      score: scoreOf(2, messages),
      title: t('attention.parked.title', { domain: unicode }),
      detail: t('attention.parked.detail'),
      href: pageHref(`/domains/${name}`, filter),
      verb: t('attention.silent.verb'),
    },
  ];
}
