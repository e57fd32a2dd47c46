import { type Filter, filterToSearch } from '#lib/filter/filter';
import type { Formats } from '#lib/format/formats';
import type { DomainRow } from '#lib/queries/domain-list';
import type { ReporterRow } from '#lib/queries/reporter-list';
import type { SourceRow } from '#lib/queries/source-row';
import type { Words } from '#lib/words/translate';

export type Severity = 'bad' | 'warn' | 'ready';

export type AttentionItem = {
  severity: Severity;
  title: string;
  detail: string;
  href: string;
  verb: string;
};

export type AttentionFacts = {
  domains: readonly DomainRow[];
  /** Those with most failures first. */
  sources: readonly SourceRow[];
  reporters: readonly ReporterRow[];
  quarantined: number;
  filter: Filter;
  now: Date;
};

/** Fewer messages than that prove nothing (PRODUCT 3.0, Numbers). */
const FEWEST = 30;
const DAY = 24 * 3600 * 1000;

type Say = Words<'overview'>;

/** Severity first, then the order of the lists, which is by volume. */
export function attentionOf(facts: AttentionFacts, t: Say, f: Formats): AttentionItem[] {
  return [
    ...facts.sources.flatMap((source) => failingSource(source, facts.filter, t, f)),
    ...unreadMails(facts.quarantined, t, f),
    ...facts.domains.flatMap((domain) => silentDomain(domain, facts.now, t, f)),
    ...facts.reporters.flatMap((reporter) => silentReporter(reporter, facts, t, f)),
    ...facts.domains.flatMap((domain) => readyToTighten(domain, t, f)),
  ];
}

function failingSource(
  { ip, ptr, failed, messages, domains, identities }: SourceRow,
  filter: Filter,
  t: Say,
  f: Formats,
) {
  if (ip === null || failed < FEWEST || failed / messages < 0.05) return [];
  const names = [...new Set([...identities.dkim, ...identities.spf])].slice(0, 2);
  const counts = { failed: f.count(failed), messages: f.count(messages) };
  return [
    {
      severity: 'bad' as const,
      title: t('attention.source.title', { source: ptr ?? ip, domain: domains[0] ?? '' }),
      detail:
        names.length > 0
          ? t('attention.source.as', { ...counts, names: names.join(', ') })
          : t('attention.source.nothing', counts),
      href: `/ips/${encodeURIComponent(ip)}${filterToSearch({ ...filter, cursor: null })}`,
      verb: t('attention.source.verb'),
    },
  ];
}

function unreadMails(quarantined: number, t: Say, f: Formats) {
  if (quarantined === 0) return [];
  return [
    {
      severity: 'warn' as const,
      title: t('attention.unread.title', { n: quarantined, count: f.count(quarantined) }),
      detail: t('attention.unread.detail'),
      href: '/ingest',
      verb: t('attention.unread.verb'),
    },
  ];
}

function silentDomain(
  { unicode, name, attention, lastReportAt }: DomainRow,
  now: Date,
  t: Say,
  f: Formats,
) {
  if (attention !== 'silent' || lastReportAt === null) return [];
  return [
    {
      severity: 'warn' as const,
      title: t('attention.silent.title', { domain: unicode }),
      detail: t('attention.silent.detail', { ago: f.ago(lastReportAt, now) }),
      href: `/domains/${name}`,
      verb: t('attention.silent.verb'),
    },
  ];
}

/** A reporter that wrote on most days and has stopped (M15, in its simple form). */
function silentReporter(
  { name, lastEnd, daysReported, reports }: ReporterRow,
  facts: AttentionFacts,
  t: Say,
  f: Formats,
) {
  const silence = facts.now.getTime() - lastEnd.getTime();
  if (daysReported < 14 || silence < 4 * DAY) return [];
  const reporters = { not: false, values: [name] };
  return [
    {
      severity: 'warn' as const,
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
  { name, unicode, policy, messages, passed }: DomainRow,
  t: Say,
  f: Formats,
) {
  if (policy?.p !== 'none' || messages < FEWEST || passed / messages < 0.98) return [];
  return [
    {
      severity: 'ready' as const,
      title: t('attention.ready.title', { domain: unicode }),
      detail: t('attention.ready.detail', {
        share: f.percent(passed, messages),
        messages: f.count(messages),
      }),
      href: `/domains/${name}`,
      verb: t('attention.silent.verb'),
    },
  ];
}
